/// Models from the outside: what a run learned is kept, listed, renamed, taken home, used for files
/// that do not say who left, and deleted; and the answers that are given at once.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import { root, run, sample, sleep, startServer, temporaryFolder } from "./harness.mjs";
import { checkAnswer } from "./schema.mjs";

const nobody = "01940000-0000-7000-8000-000000000000";

/// The sample without its outcome; its first `rows` rows, all but the columns `without`.
function customers({ rows = Infinity, without = [] } = {}) {
  const lines = readFileSync(sample, "utf8").trimEnd().split(/\r?\n/);
  const names = lines[0].split(",");
  const kept = names.map((name) => name !== outcome && !without.includes(name));
  const cut = (line) => line.split(",").filter((_, index) => kept[index]).join(",");
  return lines.slice(0, rows + 1).map(cut).join("\n") + "\n";
}
const outcome = "churned";

async function learned(server) {
  const upload = await server.upload(sample, { headers: { prefer: "wait=60" } });
  assert.equal(upload.body?.prediction_status, "COMPLETED", upload.text);
  const { prediction } = (await server.request("GET", `/api/predictions/${upload.body.prediction_id}`)).body;
  return { prediction, model: prediction.model_id, upload: upload.body.upload_id };
}

async function scored(server, text, options) {
  const upload = await server.upload(text, { filename: "new.csv", options });
  assert.equal(upload.status, 201, upload.text);
  return server.waitFor(upload.body.prediction_id, ["COMPLETED", "FAILED"]);
}

const columnOf = (csv, name) => {
  const [head, ...rows] = csv.trimEnd().split("\r\n");
  const place = head.split(",").indexOf(name);
  return rows.map((row) => row.split(",")[place]);
};

test("a file that does not say who left is scored with the model that fits", async (t) => {
  const server = await startServer(t);
  const before = await scored(server, customers());
  assert.deepEqual([before.status, before.mode], ["COMPLETED", "starter"], "there is no model yet");
  const { model } = await learned(server);
  const preview = await server.preview(customers());
  assert.equal(preview.body.mode, "score", preview.text);
  assert.equal(preview.body.model, model);
  const prediction = await scored(server, customers());
  assert.equal(prediction.status, "COMPLETED", JSON.stringify(prediction.errors));
  assert.equal(prediction.mode, "score");
  assert.equal(prediction.model_id, model);
  assert.equal(prediction.metrics_json.model.id, model);
  const [message] = prediction.metrics_json.messages.filter(({ code }) => code === "model_chosen");
  assert.match(message.message, /"customers" \(version 1\)/);

  const folder = temporaryFolder(t);
  const at = (name) => path.join(folder, name);
  const file = await fetch(`${server.url}/api/models/${model}/export`, {
    headers: { authorization: `Bearer ${server.key}` },
  });
  writeFileSync(at("m.rwm"), Buffer.from(await file.arrayBuffer()));
  writeFileSync(at("in.csv"), customers());
  const cli = run(["predict", at("in.csv"), "--model", at("m.rwm"), "-o", at("out.csv"), "--quiet"]);
  assert.equal(cli.code, 0, cli.stderr);
  const csv = await server.download(prediction.id);
  assert.equal(readFileSync(at("out.csv"), "utf8"), csv, "the exported model scores the same");
  const row = 3;
  const p = Number(columnOf(csv, "churn_probability")[row - 1]);

  const cells = (await server.request("GET", `/api/predictions/${prediction.id}/customers/${row}`)).body;
  const values = Object.fromEntries(cells.customer.cells.map(({ column, value }) => [column, value]));
  const at_once = await server.request("POST", "/api/score", { json: { rows: [values] } });
  assert.equal(at_once.status, 200, at_once.text);
  assert.equal(at_once.body.model.id, model);
  assert.ok(Math.abs(at_once.body.rows[0].churn_probability - p) < 1e-9, at_once.text);
  const { base_value, log_odds, contributions } = at_once.body.rows[0];
  const sum = contributions.reduce((all, each) => all + each.log_odds, base_value);
  assert.ok(Math.abs(sum - log_odds) < 1e-6);

  const asked = `/api/predictions/${prediction.id}/customers/${row}/what-if`;
  const same = await server.request("POST", asked, { json: { changes: {} } });
  assert.equal(same.status, 200, same.text);
  assert.deepEqual(same.body.before, same.body.after);
  assert.ok(Math.abs(same.body.before.churn_probability - p) < 1e-9, same.text);
});

test("one customer is looked at with other values, by the final model", async (t) => {
  const server = await startServer(t);
  const { prediction } = await learned(server);
  const one = `/api/predictions/${prediction.id}/customers/1`;
  const customer = (await server.request("GET", one)).body.customer;
  const [strongest] = customer.contributions;
  const ask = (changes) => server.request("POST", `${one}/what-if`, { json: { changes } });
  const other = customer.cells.find(({ column }) => column === strongest.column);
  const blank = await ask({ [strongest.column]: "" });
  assert.equal(blank.status, 200, blank.text);
  assert.deepEqual(blank.body.changes, [{ column: strongest.column, from: other.value, to: "" }]);
  assert.notEqual(blank.body.after.churn_probability, blank.body.before.churn_probability);
  assert.equal(blank.body.shown.score_kind, "out_of_fold");
  assert.equal(blank.body.shown.churn_probability, customer.churn_probability);
  assert.match(blank.body.note, /final model, which has seen this customer/);

  const number = prediction.metrics_json.columns.find(
    ({ role, type, distinct }) => role === "input" && type === "number" && distinct > 20,
  ).name;
  const wrong = await ask({ [number]: "many" });
  assert.equal(wrong.status, 422, wrong.text);
  assert.equal(wrong.body.errors[0].column, number);
  assert.equal((await ask({ nonsense: "1" })).body.code, "column_not_read");
  assert.equal((await ask({ [number]: 5 })).status, 422);
  assert.equal((await server.request("POST", `${one}/what-if`, { json: { change: {} } })).status, 422);
});

test("models are listed, renamed, made the default and deleted; predictions stay", async (t) => {
  const server = await startServer(t);
  const api = (await server.request("GET", "/api/openapi.json")).body;
  const ask = async (status, method, pattern, id, more = {}) => {
    const answer = await server.request(method, pattern.replace("{id}", id) + (more.query ?? ""), more);
    assert.equal(answer.status, status, `${method} ${pattern}: ${answer.text}`);
    checkAnswer(api, method, pattern, answer);
    return answer;
  };
  assert.deepEqual((await ask(200, "GET", "/api/models", "")).body.models, []);
  const first = await learned(server);
  const second = await learned(server);
  const one = "/api/models/{id}";
  const list = (await ask(200, "GET", "/api/models", "", { query: "?limit=1" })).body;
  assert.deepEqual(list.models.map(({ id, version }) => [id, version]), [[second.model, 2]]);
  const cursor = `?limit=1&cursor=${list.next_cursor}`;
  const older = (await ask(200, "GET", "/api/models", "", { query: cursor })).body;
  assert.deepEqual(older.models.map(({ id, version }) => [id, version]), [[first.model, 1]]);
  assert.equal(older.next_cursor, null);

  const card = (await ask(200, "GET", one, first.model)).body.model;
  assert.equal(card.name, "customers");
  assert.equal(card.filename, "customers.csv");
  assert.equal(card.prediction_id, first.prediction.id);
  assert.equal(card.outcome_column, outcome);
  assert.deepEqual(card.roc_auc, first.prediction.metrics_json.roc_auc);
  assert.deepEqual(card.inputs.map(({ name }) => name), first.prediction.metrics_json.model.inputs);
  for (const json of [{ version: 3 }, { name: 1 }, { name: " " }, { name: "a\nb" }, { default: "yes" }])
    await ask(422, "PATCH", one, first.model, { json });
  await ask(200, "PATCH", one, first.model, { json: { name: "Autumn", default: true } });
  assert.equal((await scored(server, customers())).model_id, first.model, "the default is taken");
  await ask(200, "PATCH", one, second.model, { json: { default: true } });
  assert.equal((await ask(200, "GET", one, first.model)).body.model.default, false);
  assert.equal((await scored(server, customers())).model_id, second.model);
  const named = await scored(server, customers(), { model: first.model });
  assert.equal(named.model_id, first.model);

  const file = await ask(200, "GET", `${one}/export`, first.model);
  assert.match(file.headers.get("content-disposition"), /Autumn v1\.rwm/);
  assert.equal(file.headers.get("etag"), `"${card.sha256}"`);
  const part = { headers: { range: "bytes=0-3" } };
  assert.equal((await ask(206, "GET", `${one}/export`, first.model, part)).text.length, 4);
  const known = { headers: { "if-none-match": `"${card.sha256}"` } };
  await ask(304, "GET", `${one}/export`, first.model, known);

  const { shapes } = (await ask(200, "GET", `${one}/shapes`, first.model)).body;
  assert.deepEqual(shapes, first.prediction.metrics_json.shapes);
  assert.equal("shapes" in card.figures, false, "they are not in the card");
  const importance = first.prediction.metrics_json.importance.map(({ column }) => column);
  assert.deepEqual(shapes.columns.map(({ column }) => column), importance);

  const model = await blobsOf(server, first);
  await ask(204, "DELETE", one, first.model);
  for (const [method, pattern] of [["GET", one], ["PATCH", one], ["DELETE", one], ["GET", `${one}/export`], ["GET", `${one}/shapes`]])
    await ask(404, method, pattern, first.model, method === "PATCH" ? { json: { name: "x" } } : {});
  const stays = (await server.request("GET", `/api/predictions/${named.id}`)).body.prediction;
  assert.equal(stays.status, "COMPLETED");
  assert.equal(stays.model_id, first.model);
  assert.equal((await server.download(named.id)).length > 0, true);
  const refused = await server.upload(customers(), { filename: "x.csv", options: { model: first.model } });
  assert.equal(refused.status, 422, refused.text);
  while (existsSync(model)) await sleep(100);
  const whatIf = `/api/predictions/${named.id}/customers/1/what-if`;
  assert.equal((await server.request("POST", whatIf, { json: { changes: {} } })).status, 409);
  await ask(404, "GET", one, nobody);
  await ask(404, "GET", one, "x");
});

/// The file of the model that a run learned.
async function blobsOf(server, { prediction, model }) {
  const tenant = (await server.request("GET", "/api/me")).body.tenant.id;
  const file = path.join(server.dataDir, "blobs/models", tenant, prediction.id, "1", `${model}.rwm`);
  assert.ok(existsSync(file), file);
  const { sha256 } = (await server.request("GET", `/api/models/${model}`)).body.model;
  assert.equal(createHash("sha256").update(readFileSync(file)).digest("hex"), sha256);
  return file;
}

test("rows are scored at once; each value that does not fit is named", async (t) => {
  const server = await startServer(t);
  const api = (await server.request("GET", "/api/openapi.json")).body;
  const ask = async (status, json) => {
    const answer = await server.request("POST", "/api/score", { json });
    assert.equal(answer.status, status, answer.text.slice(0, 400));
    checkAnswer(api, "POST", "/api/score", answer);
    return answer.body;
  };
  assert.equal((await ask(422, { rows: [{ a: 1 }] })).code, "no_model_fits");
  const { model } = await learned(server);
  const { inputs } = (await server.request("GET", `/api/models/${model}`)).body.model;
  const row = Object.fromEntries(
    inputs.map(({ name, category, type, levels }) => [
      name,
      category ? levels[0] : type === "date" ? "2025-03-01" : type === "boolean" ? true : 12.5,
    ]),
  );
  const scores = await ask(200, { model, rows: Array(1000).fill(row) });
  assert.equal(scores.count, 1000);
  assert.equal(new Set(scores.rows.map(({ churn_probability: p }) => p)).size, 1);
  const number = inputs.find(({ category, type }) => !category && type === "number").name;
  const wrong = await ask(422, { model, rows: [row, { ...row, [number]: "many" }, { ...row, [number]: [1] }] });
  assert.deepEqual(wrong.errors.map(({ row: at, column, code }) => [at, column, code]), [
    [2, number, "not_a_number"],
    [3, number, "not_a_value"],
  ]);
  const blank = await ask(200, { model, rows: [{ ...row, [number]: null, extra: 1 }] });
  assert.deepEqual(blank.messages.map(({ code, column }) => [code, column]), [["column_not_read", "extra"]]);
  for (const json of [{ model, rows: [] }, { model, rows: Array(1001).fill({}) }, { model }, { model, rows: [1] },
                      { model: nobody, rows: [row] }, { model, rows: [row], threshold: 2 }])
    await ask(422, json);
  assert.equal((await ask(400, { model, rows: [{ x: 1 }] })).code, "model_does_not_fit");
});
