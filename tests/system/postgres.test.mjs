/// The whole program on PostgreSQL: the same promises as on SQLite, and what becomes of them when
/// the database goes away.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import {
  freePort,
  hasTestHooks,
  run,
  sample,
  sleep,
  startServer,
  temporaryFolder,
  whileItWaits,
} from "./harness.mjs";
import { startPostgres } from "./postgres-cluster.mjs";

const lines = (text) => text.trimEnd().split("\r\n").length;

async function upload(server, headers) {
  const answer = await server.upload(sample, { headers });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.prediction_id;
}

async function until(condition, within = 30_000) {
  const end = Date.now() + within;
  while (!(await condition())) {
    assert.ok(Date.now() < end, `not so within ${within} ms: ${condition}`);
    await sleep(50);
  }
}

const ready = async (server) => (await server.request("GET", "/ready", { auth: false })).status;

test("an upload becomes a result, and a restart finds it again", async (t) => {
  const postgres = await startPostgres(t);
  const folder = temporaryFolder(t);
  const secret = path.join(folder, "database-url");
  writeFileSync(secret, postgres.url() + "\n");
  const dataDir = path.join(folder, "data");
  const first = await startServer(t, { dataDir, env: { DATABASE_URL_FILE: secret } });
  await first.says(/"database":"postgresql"/);
  const id = await upload(first);
  await first.waitFor(id);
  const text = await first.download(id);
  assert.equal(lines(text), 2001);
  assert.equal(postgres.sql("select status, fence from predictions"), "COMPLETED|1");
  assert.deepEqual(await first.stop(), { code: 0, signal: null });
  const second = await startServer(t, { dataDir, env: { DATABASE_URL: postgres.url() } });
  assert.equal(await second.download(id), text);
});

test("while the database is away nothing is accepted, and afterwards all goes on", async (t) => {
  const postgres = await startPostgres(t);
  const server = await startServer(t, { env: { DATABASE_URL: postgres.url() } });
  const key = { "Idempotency-Key": "the-same" };
  const before = await upload(server, key);
  await server.waitFor(before);

  await postgres.stop("SIGQUIT");
  await until(async () => (await ready(server)) === 503);
  const health = await server.request("GET", "/health", { auth: false });
  assert.equal(health.status, 200);
  for (const answer of [
    await server.upload(sample),
    await server.request("GET", "/api/predictions"),
    await server.request("GET", `/api/predictions/${before}/download`),
  ]) {
    assert.equal(answer.status, 503, answer.text);
    assert.ok(answer.headers.get("retry-after"));
    assert.match(answer.headers.get("content-type"), /problem\+json/);
  }

  await postgres.start();
  await until(async () => (await ready(server)) === 200);
  assert.equal(await upload(server, key), before); // the same request again is the same upload
  assert.equal(postgres.sql("select count(*) from predictions"), "1");
  const after = await upload(server);
  await server.waitFor(after);
  assert.equal(lines(await server.download(after)), 2001);
});

test("a job outlives a crash of the database within its lease", async (t) => {
  if (!hasTestHooks(t)) return;
  const postgres = await startPostgres(t);
  const server = await startServer(t, {
    env: { DATABASE_URL: postgres.url(), RW_FAIL: "job.learning:sleep=4000" },
  });
  const id = await upload(server);
  await until(async () => server.jobs().length === 1);
  await postgres.stop("SIGQUIT");
  await sleep(1_000);
  await postgres.start();
  await server.waitFor(id);
  assert.equal(lines(await server.download(id)), 2001);
  assert.equal(
    postgres.sql("select status, failures, deaths from predictions"),
    "COMPLETED|0|0",
  );
});

test("kill -9 of the server: its job goes on after the restart, before its lease is over", async (t) => {
  if (!hasTestHooks(t)) return;
  const postgres = await startPostgres(t);
  const dataDir = path.join(temporaryFolder(t), "data");
  const env = { DATABASE_URL: postgres.url() };
  const first = await startServer(t, { dataDir, env: { ...env, RW_FAIL: "job.learning:hang" } });
  const id = await upload(first);
  await until(async () => postgres.sql("select stage from predictions") === "learning");
  await first.kill9();
  const second = await startServer(t, { dataDir, env });
  await second.waitFor(id, "COMPLETED", 25_000); // a lease would take 30 s
  assert.equal(
    postgres.sql("select status, fence, losses, deaths from predictions"),
    "COMPLETED|2|1|0",
  );
});

test("a database that comes up later than the server is waited for", async (t) => {
  const postgres = await startPostgres(t);
  await postgres.stop("SIGINT");
  const port = await freePort();
  const starting = startServer(t, { port, env: { DATABASE_URL: postgres.url() } });
  const { ready, other } = await whileItWaits(port);
  assert.match(ready.checks.database.message, /does not answer yet/);
  assert.equal(other.code, "starting");
  await postgres.start();
  const server = await starting;
  await server.says(/waiting_for_database/);
  await server.waitFor(await upload(server));
});

test("a second server on the same data folder is refused", async (t) => {
  const postgres = await startPostgres(t);
  const env = { DATABASE_URL: postgres.url() };
  const server = await startServer(t, { env });
  const second = run(["serve", "--data-dir", server.dataDir, "--listen", "127.0.0.1:0"], { env });
  assert.equal(second.code, 4, second.stderr);
  assert.match(second.stderr, /already using this data folder/);
});

test("an address that cannot serve is refused at the start, without its password", (t) => {
  const data = path.join(temporaryFolder(t), "data");
  const serve = (url) =>
    run(["serve", "--data-dir", data, "--listen", "127.0.0.1:0"], { env: { DATABASE_URL: url } });
  for (const url of ["mysql://me:hush@host/db", "postgresql://me:hu%sh@host/db"]) {
    const refused = serve(url);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /DATABASE_URL \(environment\) is not allowed/);
    assert.match(refused.stderr, /postgresql:\/\/USER:PASSWORD@HOST:PORT\/DATABASE/);
    assert.doesNotMatch(refused.stdout + refused.stderr, /hu.?sh/);
  }
});

test("a database that is not there is named, without the password", async (t) => {
  const postgres = await startPostgres(t);
  const data = path.join(temporaryFolder(t), "data");
  const url = postgres.url("nowhere").replace("postgres@", "postgres:hush@");
  const refused = run(["serve", "--data-dir", data, "--listen", "127.0.0.1:0"], {
    env: { DATABASE_URL: url },
  });
  assert.equal(refused.code, 2, refused.stderr);
  assert.match(refused.stderr, /nowhere/);
  assert.doesNotMatch(refused.stdout + refused.stderr, /hush/);
});
