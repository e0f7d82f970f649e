/// The whole program with its files in S3 and its calls in SQS (fauxqs), and awscli as a client that is
/// not ours.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { aws, emulator, keys, makeBucket, messagesIn, objectsIn, sqs } from "./cloud-parts.mjs";
import { sample, sleep, startServer } from "./harness.mjs";

test("files in a bucket: upload, result, and a client that is not ours reads both", async (t) => {
  const endpoint = await emulator(t);
  makeBucket(endpoint);
  const env = { ...keys, PREDICTIONS_BUCKET: "churn", AWS_ENDPOINT_URL: endpoint };
  const server = await startServer(t, { env });
  const answer = await server.upload(sample);
  assert.equal(answer.status, 201, answer.text);
  const id = answer.body.prediction_id;
  await server.waitFor(id);

  const objects = objectsIn(endpoint);
  const read = (key) => aws(endpoint, ["s3", "cp", `s3://churn/${key}`, "-"]);
  const uploaded = objects.find((key) => key.startsWith("uploads/"));
  assert.deepEqual(read(uploaded), readFileSync(sample));
  const result = await server.download(id);
  const kept = objects.find((key) => key.startsWith("results/") && key.endsWith(".csv"));
  assert.equal(read(kept).toString(), result);
  assert.equal(existsSync(path.join(server.dataDir, "blobs")), false);
  await server.says(/"blobs":"s3"/);

  const link = await server.request("GET", `/api/predictions/${id}/download`, {
    headers: { accept: "application/json" },
  });
  assert.ok(link.body.download_url.startsWith(`${endpoint}/churn/results/`), link.text);
  assert.equal(await (await fetch(link.body.download_url)).text(), result);
});

test("calls in a queue: the message is gone once the prediction is claimed", async (t) => {
  const endpoint = await emulator(t);
  const { QueueUrl: url } = await sqs(endpoint, "CreateQueue", { QueueName: "predictions" });
  const env = { ...keys, PREDICTIONS_QUEUE_URL: url, AWS_ENDPOINT_URL: endpoint };
  const server = await startServer(t, { env });
  const { body } = await server.upload(sample);
  await server.waitFor(body.prediction_id);
  while ((await messagesIn(endpoint, url)) > 0) await sleep(100);
  await server.says(/"event":"queue_attribute","attribute":"RedrivePolicy"/);
  await server.says(/"queue":"sqs"/);
});
