/// `retainwise doctor`: each planted fault is found, with what mends it; a healthy place has none.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import test from "node:test";

import { emulator, keys, makeBucket, makeQueue, objectsIn, sqs } from "./cloud-parts.mjs";
import { atEnd, freePort, run, runBeside, sample, startServer, temporaryFolder } from "./harness.mjs";
import { startPostgres } from "./postgres-cluster.mjs";
import { startProvider } from "./provider.mjs";

/// {code, healthy, of(check) → its findings, bad → [check, status] of those that are not ok}.
function examined({ code, stdout, stderr }) {
  assert.notEqual(stdout, "", stderr);
  const { healthy, checks } = JSON.parse(stdout);
  assert.equal(code, healthy ? 0 : 1);
  const bad = checks.filter(({ status }) => status !== "ok");
  for (const each of bad) assert.notEqual(each.hint, "", JSON.stringify(each));
  return {
    healthy,
    of: (check) => checks.filter((each) => each.check === check),
    bad: bad.map(({ check, status }) => [check, status]),
    said: bad.map(({ what, hint }) => `${what} ${hint}`).join("\n"),
  };
}

const examine = (args, env) => examined(run(["doctor", "--json", ...args], { env }));

/// The one fault that there is.
function assertOnly(found, check, status, words) {
  assert.deepEqual(found.bad, [[check, status]], found.said);
  assert.match(found.said, words);
}

async function listenOn(t, port) {
  const other = net.createServer();
  await new Promise((resolve) => other.listen(port, "127.0.0.1", resolve));
  atEnd(t, () => new Promise((resolve) => other.close(resolve)));
}

/// A data folder with one result in it, of a server that was stopped: its arguments for doctor.
async function stopped(t) {
  const server = await startServer(t, { dataDir: path.join(temporaryFolder(t), "data") });
  const { body } = await server.upload(sample);
  await server.waitFor(body.prediction_id);
  await server.stop();
  return { dataDir: server.dataDir, at: ["--data-dir", server.dataDir, "--listen", `127.0.0.1:${server.port}`], server };
}

test("while the server runs and while it is down, a healthy place has no fault", async (t) => {
  const server = await startServer(t);
  const { body } = await server.upload(sample);
  await server.waitFor(body.prediction_id);
  const up = examine(["--deep", "--data-dir", server.dataDir]);
  assert.deepEqual(up.bad, [], up.said);
  assert.match(up.of("port")[0].what, new RegExp(`answers at ${server.url} and is ready`));
  assert.match(up.of("database")[0].what, /^SQLite 3\.\d+\.\d+ answers, schema \d+\.$/);
  assert.match(up.of("files")[0].what, /^4 files, .* each as it was written\.$/);
  for (const check of ["settings", "permissions", "disk", "clock", "queue", "identity"]) assert.equal(up.of(check).length, 1, check);
  await server.stop();
  const down = examine(["--data-dir", server.dataDir, "--listen", `127.0.0.1:${server.port}`]);
  assert.deepEqual(down.bad, [], down.said);
  assert.match(down.of("port")[0].what, /is free; no server runs/);
  const text = run(["doctor", "--data-dir", server.dataDir, "--listen", "127.0.0.1:0"]);
  assert.equal(text.code, 0, text.stderr);
  assert.match(text.stdout, /^ok +settings +/);
  assert.equal(text.stderr, "");
});

test("it changes nothing: a folder that is not there is not made", (t) => {
  const dataDir = path.join(temporaryFolder(t), "absent");
  const found = examine(["--data-dir", dataDir, "--listen", "127.0.0.1:0"]);
  assert.deepEqual(found.bad, [["permissions", "warning"], ["database", "warning"]], found.said);
  assert.deepEqual(readdirSync(path.dirname(dataDir)), []);
});

test("a port that another program has, a server that was killed, and one that does not answer", async (t) => {
  const { dataDir, at, server } = await stopped(t);
  await listenOn(t, server.port);
  assertOnly(examine(at), "port", "failed", /Another program listens on .*--listen/);
  const free = ["--data-dir", dataDir, "--listen", "127.0.0.1:0"];
  const { pid } = spawnSync("true");
  writeFileSync(path.join(dataDir, "server.json"), JSON.stringify({ url: `http://127.0.0.1:${await freePort()}`, pid }));
  assertOnly(examine(free), "port", "warning", /was killed; none runs now.*retainwise serve/);
  writeFileSync(path.join(dataDir, "server.json"), JSON.stringify({ url: `http://127.0.0.1:${await freePort()}`, pid: process.pid }));
  assertOnly(examine(free), "port", "failed", new RegExp(`does not answer.*kill ${process.pid}`));
});

test("a key and a database that others may read, a key that is none, and a setting that is none", async (t) => {
  const { dataDir, at } = await stopped(t);
  const key = path.join(dataDir, "owner.key");
  chmodSync(key, 0o644);
  assertOnly(examine(at), "permissions", "failed", new RegExp(`chmod 600 ${key}`));
  chmodSync(key, 0o600);
  const text = readFileSync(key);
  writeFileSync(key, "short");
  assertOnly(examine(at), "permissions", "failed", /holds no owner key/);
  writeFileSync(key, text);
  chmodSync(path.join(dataDir, "retainwise.db"), 0o640);
  assertOnly(examine(at), "permissions", "failed", /retainwise\.db may be read by other users.*chmod 600/);
  chmodSync(path.join(dataDir, "retainwise.db"), 0o600);
  chmodSync(dataDir, 0o755);
  assertOnly(examine(at), "permissions", "warning", new RegExp(`chmod 700 ${dataDir}`));
  chmodSync(dataDir, 0o700);
  assertOnly(examine(at, { RETAINWISE_LISTN: "x" }), "settings", "warning", /RETAINWISE_LISTN/);
  const wrong = examine(at, { RETAINWISE_WORKERS: "many" });
  assertOnly(wrong, "settings", "failed", /RETAINWISE_WORKERS=many/);
  assert.equal(wrong.of("disk").length, 0);
});

test("a disk without room, and a ballast that is gone", async (t) => {
  const { dataDir, at } = await stopped(t);
  assertOnly(examine(at, { RETAINWISE_FREE_SPACE_FLOOR_BYTES: String(2 ** 49) }), "disk", "failed", /uploads are refused.*df -h/);
  rmSync(path.join(dataDir, "ballast"));
  assertOnly(examine(at, { RETAINWISE_FREE_SPACE_FLOOR_BYTES: "0" }), "disk", "warning", /no ballast/);
});

test("files that are missing, damaged, or another database's", async (t) => {
  const { dataDir, at } = await stopped(t);
  const blobs = path.join(dataDir, "blobs");
  const all = readdirSync(blobs, { recursive: true });
  const result = all.find((name) => /^results\/.*\.csv$/.test(name));
  const bytes = readFileSync(path.join(blobs, result));
  const changed = Buffer.from(bytes);
  changed[changed.length >> 1] ^= 1;
  writeFileSync(path.join(blobs, result), changed);
  assert.deepEqual(examine(at).bad, []);
  assertOnly(examine(["--deep", ...at]), "files", "failed", new RegExp(`1 file is not as written: ${result}`));
  rmSync(path.join(blobs, result));
  assertOnly(examine(at), "files", "failed", new RegExp(`missing: ${result}.*from a backup`));
  writeFileSync(path.join(blobs, result), bytes);
  appendFileSync(path.join(blobs, all.find((name) => /^uploads\/.*\.csv$/.test(name))), "x");
  assertOnly(examine(at), "files", "failed", /1 file is not as written: uploads/);
  writeFileSync(path.join(blobs, "belongs-to/database.txt"), "another\n");
  assertOnly(examine(at), "files", "failed", /belong to another database/);
});

test("a database that is newer, one that says it is broken, and a clock that was set back", async (t) => {
  const { dataDir, at } = await stopped(t);
  const sql = (text) => {
    const script = "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1])\nc.execute(sys.argv[2])\nc.commit()";
    const ended = spawnSync("python3", ["-c", script, path.join(dataDir, "retainwise.db"), text], { encoding: "utf8" });
    assert.equal(ended.status, 0, ended.stderr);
  };
  sql("update predictions set updated_at = updated_at + 3600000");
  assertOnly(examine(at), "clock", "failed", /was set back/);
  sql("update predictions set updated_at = 1");
  sql("insert into schema_migrations values (99, 'later', 1)");
  assertOnly(examine(at), "database", "failed", /newer version/);
  sql("delete from schema_migrations where version > 3");
  assertOnly(examine(at), "database", "warning", /retainwise migrate/);
  writeFileSync(path.join(dataDir, "retainwise.db"), "this is no database, whatever its name says\n".repeat(500));
  const broken = examine(at);
  assert.ok(broken.bad.some(([check, status]) => check === "database" && status === "failed"), broken.said);
});

test("PostgreSQL, a bucket and a queue: fine, then each of them away or not as it should be", async (t) => {
  const [endpoint, postgres] = await Promise.all([emulator(t), startPostgres(t)]);
  const { url } = await makeQueue(endpoint);
  const env = {
    ...keys,
    AWS_ENDPOINT_URL: endpoint,
    DATABASE_URL: postgres.url(),
    PREDICTIONS_BUCKET: "churn",
    PREDICTIONS_QUEUE_URL: url,
    RETAINWISE_DATA_DIR: path.join(temporaryFolder(t), "data"),
    RETAINWISE_LISTEN: "127.0.0.1:0",
  };
  const failures = (found) => found.bad.filter(([, status]) => status === "failed").map(([check]) => check);
  const noBucket = examine([], env);
  assert.deepEqual(failures(noBucket), ["bucket"], noBucket.said);
  assert.match(noBucket.said, /aws s3 ls s3:\/\/churn/);
  makeBucket(endpoint);
  const first = examine([], env);
  assert.deepEqual(failures(first), [], first.said);
  assert.deepEqual(first.of("database")[0].what, "The PostgreSQL database is empty.");
  const server = await startServer(t, { env });
  const up = examine(["--data-dir", server.dataDir], env);
  assert.deepEqual(failures(up), [], up.said);
  assert.match(up.of("database")[0].what, /^PostgreSQL 1\d/);
  assert.match(up.of("bucket")[0].what, /takes a file, gives it back, lists and removes it/);
  assert.deepEqual(objectsIn(endpoint), ["belongs-to/database.txt"]);
  await server.stop();
  await sqs(endpoint, "DeleteQueue", { QueueUrl: url });
  assert.deepEqual(failures(examine([], env)), ["queue"]);
  const plain = await sqs(endpoint, "CreateQueue", { QueueName: "plain" });
  const advised = examine([], { ...env, PREDICTIONS_QUEUE_URL: plain.QueueUrl });
  assert.ok(advised.of("queue").some(({ status, what }) => status === "warning" && /RedrivePolicy/.test(what)), advised.said);
  await postgres.stop("SIGINT");
  assert.deepEqual(failures(examine([], { ...env, PREDICTIONS_QUEUE_URL: plain.QueueUrl })), ["database"]);
});

test("an identity provider that answers, calls itself otherwise, or is away", async (t) => {
  const provider = await startProvider(t);
  const dataDir = temporaryFolder(t);
  const env = { OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: "churn" };
  const look = async () => examined(await runBeside(["doctor", "--json", "--data-dir", dataDir, "--listen", "127.0.0.1:0"], { env }));
  const identity = async () => (await look()).of("identity")[0];
  assert.equal((await identity()).status, "ok");
  provider.named = "https://another.test";
  const other = await identity();
  assert.equal(other.status, "failed");
  assert.match(other.hint, /curl -sS .*openid-configuration/);
  provider.named = undefined;
  await provider.stop();
  assert.equal((await identity()).status, "failed");
});
