/// The preview of the real program: what it shows, what it leaves behind, what it survives.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import { hasTestHooks, run, sample, startServer } from "./harness.mjs";
import { checkAnswer } from "./schema.mjs";

const text = readFileSync(sample, "utf8");

/// What inspect.md and preview.md share.
function shared({ success, provisional, rows, model, models, ...preview }) {
  const { values, ...outcome } = preview.outcome;
  return { ...preview, outcome };
}

test("a file is shown as inspect sees it, with its first rows, and nothing is stored", async (t) => {
  const server = await startServer(t, { workers: 0 });
  const api = (await server.request("GET", "/api/openapi.json")).body;
  const answer = await server.preview(text);
  checkAnswer(api, "POST", "/api/csv/preview", answer);
  assert.equal(answer.status, 200, answer.text);
  const { body } = answer;
  assert.equal(body.provisional, false);
  assert.equal(body.mode, "learn");
  assert.equal(body.rows.length, 100);
  assert.deepEqual(body.rows[0], { line: 2, cells: text.split(/\r?\n/)[1].split(",") });
  assert.equal(
    body.outcome.values.reduce((sum, { rows }) => sum + rows, 0),
    body.outcome.left + body.outcome.stayed + body.outcome.unknown,
  );
  const inspected = JSON.parse(run(["inspect", sample, "--json"]).stdout);
  assert.deepEqual(shared(body), inspected);
  assert.equal((await server.request("GET", "/api/uploads")).body.count, 0);
  assert.deepEqual(readdirSync(path.join(server.dataDir, "scratch")), []);
});

test("options change what is shown, and a stored upload is shown whole", async (t) => {
  const server = await startServer(t, { workers: 0 });
  const first = (await server.preview(text)).body;
  const input = first.columns.find(({ role }) => role === "input").name;
  const options = { roles: { [input]: "ignored" }, types: { [input]: "text" } };
  const { columns } = (await server.preview(text, { options })).body;
  const changed = columns.find(({ name }) => name === input);
  assert.equal(changed.role, "ignored");
  assert.equal(changed.type, "text");
  const rows = text.trimEnd().split("\n");
  const long = [rows[0], ...Array.from({ length: 40 }, () => rows.slice(1)).flat()].join("\n") + "\n";
  assert.ok(long.length > 1 << 20);
  const part = (await server.preview(long)).body;
  assert.equal(part.provisional, true);
  assert.ok(part.reading.rows < 40 * (rows.length - 1));
  assert.deepEqual(part.reading.messages, []);
  const sent = long.slice(0, 1 << 20);
  assert.deepEqual((await server.preview(sent, { size: long.length })).body, part);
  const { upload_id } = (await server.upload(long, { filename: "long.csv" })).body;
  const whole = await server.request("POST", "/api/csv/preview", { json: { upload_id } });
  assert.equal(whole.body.provisional, false);
  assert.equal(whole.body.reading.rows, 40 * (rows.length - 1));
});

test("a file that is no table is refused as an upload of it is", async (t) => {
  const server = await startServer(t, { workers: 0 });
  for (const bytes of ["%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", "", '[{"id": 1}]']) {
    const shown = await server.preview(bytes);
    const uploaded = await server.upload(bytes, { filename: "a.csv" });
    assert.equal(shown.status, uploaded.status, shown.text);
    assert.equal(shown.body.code, uploaded.body.code);
    assert.deepEqual(shown.body.errors, uploaded.body.errors);
  }
});

test("a preview that crashes, or is hungry, ends alone and is told", async (t) => {
  if (!hasTestHooks(t)) return;
  for (const [deed, status, code] of [
    ["crash", 500, "preview_crashed"],
    ["oom", 400, "preview_needs_memory"],
  ]) {
    const server = await startServer(t, {
      workers: 0,
      env: { RW_FAIL: `job.preview:${deed}`, RETAINWISE_JOB_MEMORY_BYTES: String(256 << 20) },
    });
    const answer = await server.preview(text);
    assert.equal(answer.status, status, answer.text);
    assert.equal(answer.body.code, code);
    assert.equal((await server.request("GET", "/health")).status, 200);
    assert.deepEqual(readdirSync(path.join(server.dataDir, "scratch")), []);
    await server.stop();
  }
});

test("two previews are made at a time, and the server answers others meanwhile", async (t) => {
  if (!hasTestHooks(t)) return;
  const server = await startServer(t, { workers: 0, env: { RW_FAIL: "job.preview:sleep=3000" } });
  const both = [server.preview(text), server.preview(text)];
  while (server.jobs().length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  const third = await server.preview(text);
  assert.equal(third.status, 429);
  assert.ok(Number(third.headers.get("retry-after")) > 0);
  assert.equal((await server.request("GET", "/api/predictions")).status, 200);
  for (const each of await Promise.all(both)) assert.equal(each.status, 200);
});
