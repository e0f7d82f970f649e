/// R7–R9 and the zombie: what a part that stops, freezes or comes back does to the predictions of
/// others, on PostgreSQL, S3 and SQS.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";

import { emulator, keys, makeBucket, makeQueue, objectsIn } from "../system/cloud-parts.mjs";
import { hasTestHooks, sleep, startServer, startWorker } from "../system/harness.mjs";
import { startPostgres } from "../system/postgres-cluster.mjs";
import { History } from "./history.mjs";

async function parts(t) {
  const [endpoint, postgres] = await Promise.all([emulator(t), startPostgres(t)]);
  makeBucket(endpoint);
  const queue = await makeQueue(endpoint);
  const env = {
    ...keys,
    AWS_ENDPOINT_URL: endpoint,
    DATABASE_URL: postgres.url(),
    PREDICTIONS_BUCKET: "churn",
    PREDICTIONS_QUEUE_URL: queue.url,
  };
  return { endpoint, postgres, env };
}

async function until(condition, within = 60_000) {
  const end = Date.now() + within;
  while (!(await condition())) {
    assert.ok(Date.now() < end, `not so within ${within} ms: ${condition}`);
    await sleep(50);
  }
}

test("a worker that stands still beyond its lease comes back too late to write anything", async (t) => {
  if (!hasTestHooks(t)) return;
  const { endpoint, postgres, env } = await parts(t);
  const server = await startServer(t, { workers: 0, env });
  const lease = { ...env, RETAINWISE_LEASE_SECONDS: "2" };
  const zombie = await startWorker(t, {
    env: { ...lease, RW_FAIL: "job.writing:sleep=3000:once" },
  });
  const history = new History();
  const id = await history.upload(server);
  await until(() => postgres.sql("select stage from predictions") === "writing");
  process.kill(zombie.pid(), "SIGSTOP");
  await startWorker(t, { env: lease });
  await history.watch(server, history.ends(server, 90_000));
  const before = postgres.sql("select fence, s3_output_key, updated_at, finished_at from predictions");
  assert.match(before, /^2\|/);
  process.kill(zombie.pid(), "SIGCONT");
  await zombie.says(/"outcome":"fenced"/, 30_000);
  assert.equal(
    postgres.sql("select fence, s3_output_key, updated_at, finished_at from predictions"),
    before,
  );
  await history.ends(server, 1_000);
  const linked = objectsIn(endpoint).filter((key) => key.includes(`/${id}/2/`));
  assert.equal(linked.filter((key) => key.startsWith("results/")).length, 2);
});

test("stop under load: exit 0, nothing spent, all of it completed by the next", async (t) => {
  const { postgres, env } = await parts(t);
  const server = await startServer(t, { workers: 0, env });
  const history = new History();
  for (let i = 0; i < 6; i++) assert.ok(await history.upload(server));
  for (let stops = 0; stops < 3; stops++) {
    const worker = await startWorker(t, { workers: 2, env });
    await sleep(300 * stops);
    assert.deepEqual(await worker.stop(), { code: 0, signal: null });
  }
  assert.equal(postgres.sql("select count(*) from predictions where status = 'PROCESSING'"), "0");
  await startWorker(t, { workers: 2, env });
  await history.watch(server, history.ends(server, 120_000));
  assert.equal(postgres.sql("select sum(failures + deaths + losses) from predictions"), "0");
  await history.repeats(server);
});

test("a database that freezes for a while is waited out, and one that restarts is found again", async (t) => {
  const { postgres, env } = await parts(t);
  const server = await startServer(t, { workers: 0, env });
  const history = new History();
  assert.ok(await history.upload(server));
  const worker = await startWorker(t, { env });
  const postmaster = postgres.pid();
  const all = () =>
    execFileSync("ps", ["-o", "pid=", "--ppid", String(postmaster)], { encoding: "utf8" })
      .split("\n").map(Number).filter(Boolean).concat(postmaster);
  const frozen = all();
  for (const pid of frozen) process.kill(pid, "SIGSTOP");
  await sleep(3_000);
  for (const pid of frozen) process.kill(pid, "SIGCONT");
  await history.watch(server, history.ends(server, 60_000));
  await postgres.stop("SIGQUIT");
  assert.equal(await history.upload(server), undefined); // refused, not lost
  await postgres.start();
  await until(async () => (await history.upload(server)) !== undefined, 30_000);
  await history.watch(server, history.ends(server, 60_000));
  assert.deepEqual(await worker.stop(), { code: 0, signal: null });
  assert.equal(postgres.sql("select count(*) from predictions where status <> 'COMPLETED'"), "0");
});

test("random kills of servers and workers: every accepted upload is completed once", async (t) => {
  const { postgres, env } = await parts(t);
  const seconds = Number(process.env.FAULTS_SECONDS ?? 60);
  const seed = Number(process.env.FAULTS_SEED ?? 1);
  t.diagnostic(`FAULTS_SEED=${seed}`);
  let state = seed;
  const random = (below) => (state = (state * 48271) % 2147483647) % below; // Lehmer
  const front = await startServer(t, { workers: 0, env });
  const workers = [await startWorker(t, { env }), await startWorker(t, { env })];
  const history = new History();
  let kills = 0;
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    await history.upload(front);
    await history.look(front);
    await sleep(random(3_000));
    const at = random(workers.length);
    if (random(2) === 0) await workers[at].kill9();
    else process.kill(workers[at].pid(), "SIGSTOP"); // killed in its sleep a moment later
    await sleep(random(1_500));
    await workers[at].kill9();
    workers[at] = await startWorker(t, { env });
    kills++;
  }
  await history.watch(front, history.ends(front, 180_000));
  await history.repeats(front);
  assert.equal(postgres.sql("select sum(deaths) from predictions"), "0");
  t.diagnostic(`${history.accepted.length} uploads, ${kills} kills, 0 invariants broken`);
});
