/// `retainwise backup`, `restore` and `migrate` as an operator uses them: beside a running server, into
/// another place, and with what may be wrong on the way.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import { emulator, keys, makeBucket, makeQueue, objectsIn } from "./cloud-parts.mjs";
import { hasTestHooks, run, sample, startServer, temporaryFolder } from "./harness.mjs";
import { startPostgres } from "./postgres-cluster.mjs";

async function upload(server, options) {
  const answer = await server.upload(sample, { options });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.prediction_id;
}

/// `command` with --json, which must succeed: its object.
function done(command, how) {
  const ended = run([...command, "--json"], how);
  assert.equal(ended.code, 0, ended.stderr);
  return JSON.parse(ended.stdout);
}

/// A statement on an SQLite file that no process has open.
function sqlite(file, sql) {
  const script = "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1])\nc.execute(sys.argv[2])\nc.commit()";
  const ended = spawnSync("python3", ["-c", script, file, sql], { encoding: "utf8" });
  assert.equal(ended.status, 0, ended.stderr);
}

/// A server's data folder with one result in it, stopped: {dataDir, id, text}.
async function withOneResult(t) {
  const server = await startServer(t, { dataDir: path.join(temporaryFolder(t), "data") });
  const id = await upload(server);
  await server.waitFor(id);
  const text = await server.download(id);
  await server.stop();
  return { dataDir: server.dataDir, id, text };
}

test("taken beside a server whose jobs run, restored elsewhere: the same results, and what ran runs again", async (t) => {
  if (!hasTestHooks(t)) return;
  const folder = temporaryFolder(t);
  const first = await startServer(t, { dataDir: path.join(folder, "data") });
  const finished = [await upload(first), await upload(first, { seed: 7 })];
  for (const id of finished) await first.waitFor(id);
  const texts = await Promise.all(finished.map((id) => first.download(id)));
  await first.stop();

  const held = await startServer(t, { dataDir: first.dataDir, env: { RW_FAIL: "job.learning:hang" } });
  const running = await upload(held);
  await held.waitFor(running, "PROCESSING");
  const waiting = await upload(held);
  const backup = path.join(folder, "backup");
  const taken = done(["backup", backup, "--data-dir", held.dataDir]);
  assert.deepEqual([taken.rows.uploads, taken.rows.predictions, taken.rows.models], [4, 4, 2]);
  assert.deepEqual(taken.left_out, []);
  assert.equal(taken.files, 4 + 2 * 2 + 2);
  assert.equal(statSync(backup).mode & 0o077, 0);
  const later = await upload(held); // younger than the backup
  assert.equal((await held.request("GET", `/api/predictions/${running}`)).body.prediction.status, "PROCESSING");

  const dataDir = path.join(folder, "restored");
  const restored = run(["restore", backup, "--data-dir", dataDir]);
  assert.equal(restored.code, 0, restored.stderr);
  assert.match(restored.stdout, /Restored from .*: 4 uploads, 4 predictions and 2 models; 10 files/);
  assert.match(restored.stdout, /run again: 1\./);
  const second = await startServer(t, { dataDir });
  for (const [i, id] of finished.entries()) assert.equal(await second.download(id), texts[i]);
  for (const id of [running, waiting]) await second.waitFor(id);
  assert.equal((await second.request("GET", `/api/predictions/${later}`)).status, 404);
  assert.notEqual(second.key, held.key);
  const next = await second.upload(sample);
  assert.equal(next.body.upload_id, 5);
});

test("a backup says what it holds, takes a new folder only, and needs a database", async (t) => {
  const { dataDir } = await withOneResult(t);
  const folder = temporaryFolder(t);
  const backup = path.join(folder, "backup");
  const said = run(["backup", backup, "--data-dir", dataDir]);
  assert.equal(said.code, 0, said.stderr);
  assert.match(said.stdout, /^Backed up to .*backup: 1 upload, 1 prediction and 1 model; 4 files, \d+\.\d MB\.\n$/);
  assert.equal(said.stderr, "");
  assert.ok(!readdirSync(backup).includes("unfinished.json"));
  const manifest = JSON.parse(readFileSync(path.join(backup, "manifest.json"), "utf8"));
  assert.equal(manifest.retainwise_backup, 1);
  const again = run(["backup", backup, "--data-dir", dataDir]);
  assert.equal(again.code, 4);
  assert.match(again.stderr, /holds a whole backup already/);
  mkdirSync(path.join(folder, "full"));
  writeFileSync(path.join(folder, "full/mine.txt"), "mine");
  const full = run(["backup", path.join(folder, "full"), "--data-dir", dataDir]);
  assert.equal(full.code, 4);
  assert.match(full.stderr, /not empty: it holds mine\.txt/);
  const nowhere = run(["backup", path.join(folder, "none"), "--data-dir", path.join(folder, "absent")]);
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.stderr, /no database .*\n.*--data-dir/);
  assert.ok(!existsSync(path.join(folder, "absent")) && !existsSync(path.join(folder, "none")));
  assert.equal(run(["backup"]).code, 2);
  assert.equal(run(["backup", path.join(folder, "quiet"), "--data-dir", dataDir, "--quiet"]).stdout, "");
});

test("a file that is lost or damaged is named, and everything else is in the backup", async (t) => {
  const { dataDir, id, text } = await withOneResult(t);
  const models = readdirSync(path.join(dataDir, "blobs/models"), { recursive: true });
  const model = models.find((name) => name.endsWith(".rwm"));
  rmSync(path.join(dataDir, "blobs/models", model));
  const folder = temporaryFolder(t);
  const taken = run(["backup", path.join(folder, "backup"), "--data-dir", dataDir]);
  assert.equal(taken.code, 1);
  assert.match(taken.stderr, new RegExp(`models/${model}: missing`));
  const restored = path.join(folder, "restored");
  done(["restore", path.join(folder, "backup"), "--data-dir", restored]);
  const server = await startServer(t, { dataDir: restored });
  assert.equal(await server.download(id), text);
});

test("a damaged backup is refused with the file's name, and nothing is made", async (t) => {
  const { dataDir } = await withOneResult(t);
  const folder = temporaryFolder(t);
  const backup = path.join(folder, "backup");
  done(["backup", backup, "--data-dir", dataDir]);
  const target = path.join(folder, "restored");
  const kept = readdirSync(path.join(backup, "blobs/uploads"), { recursive: true }).find((name) => name.endsWith(".csv"));
  const hurt = {
    [`blobs/uploads/${kept}`]: (file) => appendFileSync(file, "x"),
    "rows/predictions.jsonl": (file) => writeFileSync(file, readFileSync(file, "utf8").replace("COMPLETED", "COMPLETEd")),
    "rows/users.jsonl": (file) => rmSync(file),
    "manifest.json": (file) => writeFileSync(file, readFileSync(file, "utf8").slice(0, -20)),
  };
  for (const [name, harm] of Object.entries(hurt)) {
    const copy = path.join(folder, "copy");
    cpSync(backup, copy, { recursive: true });
    harm(path.join(copy, name));
    const refused = run(["restore", copy, "--data-dir", target]);
    assert.equal(refused.code, 3, `${name}: ${refused.stderr}`);
    assert.ok(refused.stderr.includes(`${copy}/${name}`), refused.stderr);
    assert.ok(!existsSync(target), name);
    rmSync(copy, { recursive: true });
  }
  const none = run(["restore", folder, "--data-dir", target]);
  assert.equal(none.code, 3);
  assert.match(none.stderr, /holds no backup: there is no manifest\.json/);
  const newer = JSON.parse(readFileSync(path.join(backup, "manifest.json"), "utf8"));
  writeFileSync(path.join(backup, "manifest.json"), JSON.stringify({ ...newer, schema: 99 }));
  const later = run(["restore", backup, "--data-dir", target]);
  assert.equal(later.code, 4);
  assert.match(later.stderr, /newer version/);
});

test("a place that is in use is not restored into, and stays as it is", async (t) => {
  const { dataDir, id, text } = await withOneResult(t);
  const backup = path.join(temporaryFolder(t), "backup");
  done(["backup", backup, "--data-dir", dataDir]);
  const filled = run(["restore", backup, "--data-dir", dataDir]);
  assert.equal(filled.code, 4);
  assert.match(filled.stderr, /empty place only: the database holds rows\.\n.*new folder with --data-dir/);
  const server = await startServer(t);
  const running = run(["restore", backup, "--data-dir", server.dataDir]);
  assert.equal(running.code, 4, running.stderr);
  const again = await startServer(t, { dataDir });
  assert.equal(await again.download(id), text);
});

test("migrate says from what to what, keeps a copy, and refuses what is newer or in use", async (t) => {
  const { dataDir, id, text } = await withOneResult(t);
  const file = path.join(dataDir, "retainwise.db");
  const { to } = done(["migrate", "--data-dir", dataDir]);
  assert.deepEqual(done(["migrate", "--data-dir", dataDir]), { from: to, to, copy: null });
  assert.match(run(["migrate", "--data-dir", dataDir]).stdout, new RegExp(`has schema ${to} already`));
  const server = await startServer(t, { dataDir });
  const running = run(["migrate", "--data-dir", dataDir]);
  assert.equal(running.code, 4);
  assert.match(running.stderr, /Another process .* is already using this data folder/);
  assert.equal(await server.download(id), text);
  await server.stop();
  sqlite(file, `insert into schema_migrations values (${to + 1}, 'later', 1)`);
  const newer = run(["migrate", "--data-dir", dataDir]);
  assert.equal(newer.code, 4);
  assert.match(newer.stderr, /made by a newer version/);
  for (const command of [["backup", path.join(temporaryFolder(t), "b")], ["serve", "--listen", "127.0.0.1:0"]])
    assert.equal(run([...command, "--data-dir", dataDir]).code, 4, command[0]);
  const absent = run(["migrate", "--data-dir", path.join(dataDir, "absent")]);
  assert.equal(absent.code, 1);
  assert.match(absent.stderr, /no database/);
});

test("migrate brings an older database up, and its copy is the older one", async (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, "retainwise.db");
  const server = await startServer(t, { dataDir: path.join(folder, "new") });
  await server.stop();
  cpSync(path.join(folder, "new", "retainwise.db"), file);
  for (const sql of [
    "drop index tenants_by_subject",
    "alter table tenants drop column issuer",
    "alter table tenants drop column subject",
    "alter table users drop column gone_at",
    "delete from schema_migrations where version >= 4",
  ]) sqlite(file, sql);
  const migrated = done(["migrate", "--data-dir", folder]);
  assert.equal(migrated.from, 3);
  assert.equal(migrated.copy, `${file}.before-4`);
  assert.ok(existsSync(migrated.copy));
  assert.equal(done(["migrate", "--data-dir", folder]).from, migrated.to);
});

test("from one box to PostgreSQL, a bucket and a queue, and back again", async (t) => {
  const { dataDir, id, text } = await withOneResult(t);
  const folder = temporaryFolder(t);
  const [endpoint, postgres] = await Promise.all([emulator(t), startPostgres(t)]);
  makeBucket(endpoint);
  const { url } = await makeQueue(endpoint);
  const env = {
    ...keys,
    AWS_ENDPOINT_URL: endpoint,
    DATABASE_URL: postgres.url(),
    PREDICTIONS_BUCKET: "churn",
    PREDICTIONS_QUEUE_URL: url,
  };
  const box = path.join(folder, "box");
  done(["backup", box, "--data-dir", dataDir]);
  done(["restore", box], { env, cwd: folder });
  assert.equal(postgres.sql("select status, fence from predictions"), "COMPLETED|1");
  assert.equal(run(["restore", box], { env, cwd: folder }).code, 4);
  assert.ok(!existsSync(path.join(folder, "retainwise-data")));
  const server = await startServer(t, { env });
  assert.equal(await server.download(id), text);
  const next = await server.upload(sample);
  assert.equal(next.body.upload_id, 2);
  await server.waitFor(next.body.prediction_id);
  const nextText = await server.download(next.body.prediction_id);

  const cloud = path.join(folder, "cloud");
  const taken = done(["backup", cloud], { env, cwd: folder });
  assert.equal(taken.kind, "postgresql");
  assert.equal(taken.files, 8);
  assert.equal(objectsIn(endpoint).length, 9); // and the name of the database they belong to
  const home = path.join(folder, "home");
  done(["restore", cloud, "--data-dir", home]);
  const back = await startServer(t, { dataDir: home });
  assert.equal(await back.download(id), text);
  assert.equal(await back.download(next.body.prediction_id), nextText);
});
