/// The whole program with its files in S3 and its calls in SQS (fauxqs), and awscli as a client that is
/// not ours.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { root, sample, sleep, startServer } from "./harness.mjs";

const keys = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_REGION: "eu-central-1" };

/// The emulator's address; it ends with the test.
async function emulator(t) {
  const child = spawn("node", [path.join(root, "tests/emulators/serve.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  t.after(() => child.stdin.end());
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return `http://127.0.0.1:${JSON.parse(line).port}`;
}

function aws(endpoint, args) {
  const done = spawnSync("/usr/bin/aws", ["--endpoint-url", endpoint, ...args], {
    env: { PATH: process.env.PATH, HOME: "/nonexistent", AWS_DEFAULT_REGION: "eu-central-1", ...keys },
    encoding: "buffer",
    maxBuffer: 1 << 26,
  });
  assert.equal(done.status, 0, done.stderr?.toString());
  return done.stdout;
}

const makeBucket = (endpoint) => aws(endpoint, ["s3api", "create-bucket", "--bucket", "churn"]);

test("files in a bucket: upload, result, and a client that is not ours reads both", async (t) => {
  const endpoint = await emulator(t);
  makeBucket(endpoint);
  const env = { ...keys, PREDICTIONS_BUCKET: "churn", AWS_ENDPOINT_URL: endpoint };
  const server = await startServer(t, { env });
  const answer = await server.upload(sample);
  assert.equal(answer.status, 201, answer.text);
  const id = answer.body.prediction_id;
  await server.waitFor(id);

  const listed = aws(endpoint, ["s3api", "list-objects-v2", "--bucket", "churn"]);
  const objects = JSON.parse(listed).Contents.map((each) => each.Key);
  const read = (key) => aws(endpoint, ["s3", "cp", `s3://churn/${key}`, "-"]);
  const uploaded = objects.find((key) => key.startsWith("uploads/"));
  assert.deepEqual(read(uploaded), readFileSync(sample));
  const result = await server.download(id);
  const kept = objects.find((key) => key.startsWith("results/") && key.endsWith(".csv"));
  assert.equal(read(kept).toString(), result);
  assert.equal(existsSync(path.join(server.dataDir, "blobs")), false);
  assert.match(server.log(), /"blobs":"s3"/);

  const link = await server.request("GET", `/api/predictions/${id}/download`, {
    headers: { accept: "application/json" },
  });
  assert.ok(link.body.download_url.startsWith(`${endpoint}/churn/results/`), link.text);
  assert.equal(await (await fetch(link.body.download_url)).text(), result);
});

/// Debian's awscli speaks SQS's older protocol only, so the JSON one is spoken here.
async function sqs(endpoint, action, body) {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, action);
  return answer.json();
}

test("calls in a queue: the message is gone once the prediction is claimed", async (t) => {
  const endpoint = await emulator(t);
  const { QueueUrl: url } = await sqs(endpoint, "CreateQueue", { QueueName: "predictions" });
  const env = { ...keys, PREDICTIONS_QUEUE_URL: url, AWS_ENDPOINT_URL: endpoint };
  const server = await startServer(t, { env });
  const { body } = await server.upload(sample);
  await server.waitFor(body.prediction_id);
  for (;;) {
    const asked = { QueueUrl: url, AttributeNames: ["All"] };
    const { Attributes: seen } = await sqs(endpoint, "GetQueueAttributes", asked);
    const left =
      Number(seen.ApproximateNumberOfMessages) + Number(seen.ApproximateNumberOfMessagesNotVisible);
    if (left === 0) break;
    await sleep(100);
  }
  assert.match(server.log(), /"event":"queue_attribute","attribute":"RedrivePolicy"/);
  assert.match(server.log(), /"queue":"sqs"/);
});
