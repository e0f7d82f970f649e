/// The whole program with its files in S3 and its calls in SQS (fauxqs), and awscli as a client that is
/// not ours.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { aws, emulator, keys, makeBucket, messagesIn, objectsIn, sqs } from "./cloud-parts.mjs";
import { freePort, sample, sleep, startServer, whileItWaits } from "./harness.mjs";

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

test("a bucket that comes up later than the server is waited for", async (t) => {
  const [port, elsewhere] = [await freePort(), await freePort()];
  const endpoint = `http://127.0.0.1:${elsewhere}`;
  const env = { ...keys, PREDICTIONS_BUCKET: "churn", AWS_ENDPOINT_URL: endpoint };
  const starting = startServer(t, { port, env });
  const { ready, other } = await whileItWaits(port);
  assert.equal(ready.checks.blobs.ok, false);
  assert.match(ready.checks.blobs.message, /does not answer yet/);
  assert.equal(other.code, "starting");
  await emulator(t, elsewhere);
  makeBucket(endpoint);
  const server = await starting;
  await server.says(/waiting_for_files/);
  const { body } = await server.upload(sample);
  await server.waitFor(body.prediction_id);
});
