/// Workers of their own beside a server that runs nothing: rows in PostgreSQL, files in a bucket,
/// calls in a queue. Whatever dies, each prediction is completed once.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import test from "node:test";

import { emulator, keys, makeBucket, makeQueue, messagesIn, objectsIn } from "./cloud-parts.mjs";
import { hasTestHooks, run, sample, sleep, startServer, startWorker, temporaryFolder } from "./harness.mjs";
import { startPostgres } from "./postgres-cluster.mjs";

const rows = 2000;

/// {env, endpoint, postgres, queue}: what servers and workers share.
async function sharedParts(t) {
  const [endpoint, postgres] = await Promise.all([emulator(t), startPostgres(t)]);
  makeBucket(endpoint);
  const queue = await makeQueue(endpoint);
  const env = {
    ...keys,
    AWS_ENDPOINT_URL: endpoint,
    DATABASE_URL: postgres.url(),
    PREDICTIONS_BUCKET: "churn",
    PREDICTIONS_QUEUE_URL: queue.url,
    TMPDIR: temporaryFolder(t),
    ENVIRONMENT: "production",
  };
  return { env, endpoint, postgres, queue };
}

async function upload(server) {
  const answer = await server.upload(sample);
  assert.equal(answer.status, 201, answer.text);
  return answer.body.prediction_id;
}

async function until(condition, within = 60_000) {
  const end = Date.now() + within;
  while (!(await condition())) {
    assert.ok(Date.now() < end, `not so within ${within} ms: ${condition}`);
    await sleep(50);
  }
}

/// Each of `ids` has its whole result, and the bucket one result a prediction.
async function completedOnce(server, endpoint, ids) {
  for (const id of ids) {
    await server.waitFor(id);
    const text = await server.download(id);
    assert.equal(text.trimEnd().split("\r\n").length, rows + 1);
    const kept = objectsIn(endpoint).filter((key) => key.startsWith("results/") && key.includes(id));
    assert.equal(kept.length, 2, kept.join());
  }
}

test("two workers, one killed in the middle: every prediction is completed once", async (t) => {
  if (!hasTestHooks(t)) return;
  const { env, endpoint, postgres, queue } = await sharedParts(t);
  const server = await startServer(t, { workers: 0, env });
  assert.match(
    server.log(),
    /"database":"postgresql","blobs":"s3","queue":"sqs","identity":"local","environment":"production"/,
  );
  const doomed = await startWorker(t, { env: { ...env, RW_FAIL: "job.learning:hang" } });
  await doomed.says(/"database":"postgresql","blobs":"s3","queue":"sqs"/);
  const ids = [await upload(server)];
  await until(() => postgres.sql("select stage from predictions") === "learning");
  const children = doomed.jobs();
  const other = await startWorker(t, { env });
  ids.push(await upload(server), await upload(server));
  await doomed.kill9();
  await completedOnce(server, endpoint, ids);
  assert.equal(
    postgres.sql("select status, fence, losses, deaths, failures from predictions order by created_at"),
    "COMPLETED|2|1|0|0\nCOMPLETED|1|0|0|0\nCOMPLETED|1|0|0|0",
  );
  assert.deepEqual(children.filter((pid) => existsSync(`/proc/${pid}`)), []);
  await until(async () => (await messagesIn(endpoint, queue.url)) === 0);
  assert.equal(await messagesIn(endpoint, queue.dead), 0);
  assert.deepEqual(server.jobs(), []);
  assert.deepEqual(await other.stop(), { code: 0, signal: null });
});

test("SIGTERM hands back what a worker runs, unspent, and another goes on at once", async (t) => {
  if (!hasTestHooks(t)) return;
  const { env, endpoint, postgres } = await sharedParts(t);
  const server = await startServer(t, { workers: 0, env });
  const leaving = await startWorker(t, { env: { ...env, RW_FAIL: "job.learning:hang" } });
  const id = await upload(server);
  await until(() => postgres.sql("select stage from predictions") === "learning");
  assert.deepEqual(await leaving.stop(), { code: 0, signal: null });
  assert.equal(
    postgres.sql("select status, losses, deaths, failures from predictions"),
    "QUEUED|0|0|0",
  );
  await startWorker(t, { env });
  await completedOnce(server, endpoint, [id]);
  assert.equal(postgres.sql("select status, fence from predictions"), "COMPLETED|2");
});

test("a worker leaves no work files behind, nor does one that was killed once another starts", async (t) => {
  if (!hasTestHooks(t)) return;
  const { env, postgres } = await sharedParts(t);
  const server = await startServer(t, { workers: 0, env });
  const killed = await startWorker(t, { env: { ...env, RW_FAIL: "job.learning:hang" } });
  await upload(server);
  await until(() => postgres.sql("select stage from predictions") === "learning");
  await killed.kill9();
  const ours = () => readdirSync(env.TMPDIR).filter((name) => name.startsWith("retainwise-"));
  assert.equal(ours().length, 1);
  const next = await startWorker(t, { env });
  assert.equal(ours().length, 1);
  await next.stop();
  assert.deepEqual(ours(), []);
});

test("a worker that could not share is refused, with what to set", () => {
  const refused = (env, args = []) => {
    const { code, stderr } = run(["worker", ...args], { env });
    assert.equal(code, 2, stderr);
    return stderr;
  };
  assert.match(refused({}), /needs PostgreSQL[\s\S]*DATABASE_URL[\s\S]*retainwise serve --workers/);
  const rowsOutside = { DATABASE_URL: "postgresql://me@localhost/x" };
  assert.match(refused(rowsOutside), /needs a bucket[\s\S]*PREDICTIONS_BUCKET/);
  const all = { ...rowsOutside, PREDICTIONS_BUCKET: "churn", AWS_REGION: "eu-central-1" };
  assert.match(refused(all, ["--workers", "0"]), /--workers/);
});

test("production refuses to start on what would lose data, development warns", async (t) => {
  const data = temporaryFolder(t);
  const command = ["serve", "--data-dir", data, "--listen", "127.0.0.1:0", "--workers", "0"];
  const refused = run(command, { env: { ENVIRONMENT: "production" } });
  assert.equal(refused.code, 2, refused.stderr);
  assert.match(refused.stderr, /Nothing would ever run the predictions[\s\S]*--workers/);
  const server = await startServer(t, { workers: 0 });
  await server.says(/"event":"unsafe"/);
  await server.stop();
});
