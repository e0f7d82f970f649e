/// The cloud's parts for a test: S3 and SQS (fauxqs), and calls to them that are not ours. All of it
/// ends with the test.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

import { atEnd, root } from "./harness.mjs";

export const keys = {
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_REGION: "eu-central-1",
};

/// The emulator's address.
export async function emulator(t) {
  const child = spawn("node", [path.join(root, "tests/emulators/serve.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  atEnd(t, () => child.stdin.end());
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return `http://127.0.0.1:${JSON.parse(line).port}`;
}

export function aws(endpoint, args) {
  const done = spawnSync("/usr/bin/aws", ["--endpoint-url", endpoint, ...args], {
    env: { PATH: process.env.PATH, HOME: "/nonexistent", AWS_DEFAULT_REGION: "eu-central-1", ...keys },
    encoding: "buffer",
    maxBuffer: 1 << 26,
  });
  assert.equal(done.status, 0, done.stderr?.toString());
  return done.stdout;
}

export const makeBucket = (endpoint) =>
  aws(endpoint, ["s3api", "create-bucket", "--bucket", "churn"]);

/// The keys of all objects in the bucket.
export function objectsIn(endpoint) {
  const listed = aws(endpoint, ["s3api", "list-objects-v2", "--bucket", "churn"]).toString();
  return (listed.trim() ? (JSON.parse(listed).Contents ?? []) : []).map((each) => each.Key);
}

/// Debian's awscli speaks SQS's older protocol only, so the JSON one is spoken here.
export async function sqs(endpoint, action, body) {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, action);
  return answer.json();
}

/// A queue with a dead-letter queue: {url, dead}.
export async function makeQueue(endpoint, name = "predictions") {
  const { QueueUrl: dead } = await sqs(endpoint, "CreateQueue", { QueueName: `${name}-dead` });
  const asked = { QueueUrl: dead, AttributeNames: ["QueueArn"] };
  const { Attributes } = await sqs(endpoint, "GetQueueAttributes", asked);
  const { QueueUrl: url } = await sqs(endpoint, "CreateQueue", {
    QueueName: name,
    Attributes: {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: Attributes.QueueArn, maxReceiveCount: 3 }),
    },
  });
  return { url, dead };
}

/// Messages in a queue, those under way included.
export async function messagesIn(endpoint, url) {
  const asked = { QueueUrl: url, AttributeNames: ["All"] };
  const { Attributes: seen } = await sqs(endpoint, "GetQueueAttributes", asked);
  return Number(seen.ApproximateNumberOfMessages) + Number(seen.ApproximateNumberOfMessagesNotVisible);
}
