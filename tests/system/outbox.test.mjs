/// Messages that are lost, doubled, orphaned or unreadable: the row is the truth, and the queue ends
/// empty. And a database that is given another's files, which would lose both.
import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";

import { emulator, keys, makeBucket, makeQueue, messagesIn, sqs } from "./cloud-parts.mjs";
import { run, sample, sleep, startServer, temporaryFolder } from "./harness.mjs";

async function until(condition, within = 60_000) {
  const end = Date.now() + within;
  while (!(await condition())) {
    assert.ok(Date.now() < end, `not so within ${within} ms: ${condition}`);
    await sleep(100);
  }
}

async function upload(server) {
  const answer = await server.upload(sample);
  assert.equal(answer.status, 201, answer.text);
  return answer.body.prediction_id;
}

const metric = async (server, line) => (await server.request("GET", "/metrics")).text.includes(line);

test("lost messages are sent again, orphans deleted, what cannot be read goes to the dead letters", async (t) => {
  const endpoint = await emulator(t);
  const queue = await makeQueue(endpoint, "calls");
  const dataDir = path.join(temporaryFolder(t), "data");
  const env = { ...keys, AWS_ENDPOINT_URL: endpoint, PREDICTIONS_QUEUE_URL: queue.url };
  const idle = await startServer(t, { dataDir, workers: 0, env });
  const id = await upload(idle);
  assert.equal(await messagesIn(endpoint, queue.url), 1);
  await sqs(endpoint, "PurgeQueue", { QueueUrl: queue.url });
  const unknown = JSON.stringify({ prediction_id: "0190a0b0-0000-7000-8000-00000000abcd" });
  for (const body of [unknown, "hello"]) {
    await sqs(endpoint, "SendMessage", { QueueUrl: queue.url, MessageBody: body });
  }
  await sqs(endpoint, "SetQueueAttributes", {
    QueueUrl: queue.url,
    Attributes: { VisibilityTimeout: "1" },
  });
  await idle.stop();
  const server = await startServer(t, { dataDir, env });
  await server.waitFor(id); // though its message is lost
  await until(async () => (await messagesIn(endpoint, queue.url)) === 0);
  assert.equal(await messagesIn(endpoint, queue.dead), 1);
  assert.ok(await metric(server, 'retainwise_queue_calls_total{outcome="orphan"} 1'));
  await server.says(/"event":"call_without_prediction"/);
  await server.says(/"event":"message_unreadable"/);
});

test("a database's files are its own: another bucket or another database is refused", async (t) => {
  const endpoint = await emulator(t);
  makeBucket(endpoint);
  const env = { ...keys, PREDICTIONS_BUCKET: "churn", AWS_ENDPOINT_URL: endpoint };
  const first = await startServer(t, { env });
  const id = await upload(first);
  await first.waitFor(id);
  await first.stop();
  const serve = (dataDir, settings) =>
    run(["serve", "--data-dir", dataDir, "--listen", "127.0.0.1:0"], { env: settings });

  const stranger = serve(path.join(temporaryFolder(t), "data"), env);
  assert.equal(stranger.code, 4, stranger.stderr);
  assert.match(stranger.stderr, /belong to another database[\s\S]*PREDICTIONS_BUCKET/);
  const elsewhere = serve(first.dataDir, {});
  assert.equal(elsewhere.code, 4, elsewhere.stderr);
  assert.match(elsewhere.stderr, /files are not in the data folder[\s\S]*PREDICTIONS_BUCKET/);

  const again = await startServer(t, { dataDir: first.dataDir, env });
  assert.match(await again.download(id), /C/); // nothing of it was touched
});
