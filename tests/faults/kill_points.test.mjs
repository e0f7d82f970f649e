/// R1, R12: the server or the worker is killed at its Nth system call of a kind, from its start over an
/// upload to the result; then another start must find everything whole. FAULTS_STEP=1 takes every
/// N, else every tenth.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import { aws, emulator, keys, makeBucket, makeQueue, messagesIn, objectsIn } from "../system/cloud-parts.mjs";
import { hasTool, sleep, startServer, startWorker, temporaryFolder } from "../system/harness.mjs";
import { startPostgres } from "../system/postgres-cluster.mjs";
import { History, checkObjects, keysUnder, sqliteRows } from "./history.mjs";

const step = Number(process.env.FAULTS_STEP ?? 10);
const most = 400;

/// strace as a grandchild, so that the program stays the test's own child. The calls are those that
/// change something outside and that the confined job does not make.
const killedAt = (call, n) =>
  ["strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", `trace=${call}`, "-e", `inject=${call}:signal=SIGKILL:when=${n}`];

const within = (promise, ms) => Promise.race([promise, sleep(ms).then(() => undefined)]);

/// One upload with the fault in the way; → whether it struck.
async function uploadUnderFault(history, start) {
  const server = await start().catch(() => undefined); // it may die before it serves
  if (!server) return true;
  await history.upload(server);
  const done = async () => {
    for (const id of history.accepted) await server.waitFor(id).catch(() => {});
  };
  await within(Promise.race([server.end(), history.watch(server, done())]).catch((error) => {
    if (error.code === "ERR_ASSERTION") throw error;
  }), 60_000);
  const { signal } = await server.stop();
  return signal === "SIGKILL";
}

for (const call of ["fdatasync", "fsync", "pwrite64", "renameat2,rename,linkat,link", "unlink,unlinkat"]) {
  test(`one process on SQLite, killed at each ${step}th ${call}`, async (t) => {
    if (!hasTool(t, "strace", ["-V"])) return;
    let struck = true;
    let cases = 0;
    let kills = 0;
    for (let n = 1; struck && n <= most; n += step) {
      const dataDir = path.join(temporaryFolder(t), "data");
      const history = new History();
      struck = await uploadUnderFault(history, () => startServer(t, { dataDir, via: killedAt(call, n) }));
      const second = await startServer(t, { dataDir });
      const open = new History();
      await history.ends(second, 60_000);
      await history.repeats(second);
      assert.ok(await open.upload(second), "it takes uploads again");
      await open.ends(second, 60_000);
      await second.stop();
      const third = await startServer(t, { dataDir, workers: 0 }); // its start sweeps
      await sleep(1_000);
      await third.stop();
      checkObjects({
        rows: sqliteRows(path.join(dataDir, "retainwise.db")),
        kept: keysUnder(path.join(dataDir, "blobs")),
        read: (key) => readFileSync(path.join(dataDir, "blobs", key)),
      });
      cases++;
      kills += struck ? 1 : 0;
    }
    assert.ok(kills > 0, "nothing was killed");
    t.diagnostic(`${cases} starts, ${kills} of them killed at ${call}`);
  });
}

test(`workers on PostgreSQL, S3 and SQS, killed at each ${step}th sendto`, async (t) => {
  if (!hasTool(t, "strace", ["-V"])) return;
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
  const server = await startServer(t, { workers: 0, env });
  const history = new History();
  let cases = 0;
  for (let n = 1; n <= 10 * step; n += step) {
    const doomed = startWorker(t, { env, via: killedAt("sendto", n) }).catch(() => undefined);
    await history.upload(server);
    await within(doomed.then((worker) => worker?.end()), 10_000);
    const other = await startWorker(t, { env });
    await history.watch(server, history.ends(server, 60_000));
    await (await doomed)?.kill9();
    await other.stop();
    cases++;
  }
  assert.equal(history.accepted.length, cases);
  assert.equal(postgres.sql("select count(*) from predictions where deaths > 0"), "0");
  while ((await messagesIn(endpoint, queue.url)) > 0) await sleep(200); // I9
  assert.equal(await messagesIn(endpoint, queue.dead), 0);
  const rows = (query) => postgres.sql(query).split("\n");
  // What a lost run left in the bucket is swept an hour later: until then more may be kept.
  const named = new Set(rows("select s3_output_key from predictions"));
  assert.equal(named.size, cases);
  const kept = objectsIn(endpoint);
  for (const key of named) assert.ok(kept.includes(key), key);
  checkObjects({
    rows,
    kept: kept.filter((key) => rows(`select count(*) from (select s3_object_key as k from uploads union all
      select s3_output_key from predictions union all select customers_key from predictions
      union all select object_key from models) as named where k = '${key}'`)[0] !== "0"),
    read: (key) => aws(endpoint, ["s3", "cp", `s3://churn/${key}`, "-"]),
  });
  t.diagnostic(`${cases} kill points of sendto`);
});
