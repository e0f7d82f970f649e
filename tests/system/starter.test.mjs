/// A file from which nothing can be learned: points by a scorecard, and never a probability.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import { realFile, run, startServer, temporaryFolder } from "./harness.mjs";
import { checkAnswer } from "./schema.mjs";

const contracts = ["Month-to-month", "One year", "Two year"];
const rows = Array.from({ length: 60 }, (_, i) => `C-${100 + i},${(i * 7) % 60},${contracts[i % 3]},${i % 6}`);
const customers = `id,tenure,contract,support_tickets\n${rows.join("\n")}\n`;

test("a file without an outcome gets points and ranks through the API, no probability anywhere", async (t) => {
  const server = await startServer(t);
  const api = (await server.request("GET", "/api/openapi.json")).body;
  const id = (await server.upload(customers, { filename: "starter.csv" })).body.prediction_id;
  const prediction = await server.waitFor(id);
  assert.equal(prediction.status, "COMPLETED");
  assert.equal(prediction.mode, "starter");
  assert.equal(prediction.model_id ?? null, null);
  assert.equal(prediction.metrics_json.scorecard.most, 65);

  const list = await server.request("GET", `/api/predictions/${id}/customers?limit=60`);
  checkAnswer(api, "GET", "/api/predictions/{id}/customers", list);
  const points = list.body.customers.map((customer) => customer.risk_points);
  assert.deepEqual(points, points.toSorted((a, b) => b - a));
  for (const customer of list.body.customers) {
    assert.deepEqual([customer.churn_probability, customer.retention_probability, customer.score_kind], [null, null, "starter"]);
    const said = customer.reasons.reduce((sum, reason) => sum + reason.points, 0);
    assert.equal(said, customer.risk_points);
  }

  const { row } = list.body.customers[0];
  const one = await server.request("GET", `/api/predictions/${id}/customers/${row}`);
  checkAnswer(api, "GET", "/api/predictions/{id}/customers/{row}", one);
  const { customer } = one.body;
  assert.deepEqual([customer.log_odds, customer.base_value], [null, null]);
  assert.equal(customer.contributions.reduce((sum, share) => sum + share.points, 0), customer.risk_points);

  const result = (await server.request("GET", `/api/predictions/${id}/download`)).text.trimEnd().split("\n").slice(1);
  assert.equal(result.length, 60);
  assert.ok(result.every((line) => /,unknown,,,(high|medium|low),/.test(line)));
  assert.match(result[row - 1].trimEnd(), new RegExp(`,starter,${customer.risk_points}$`));
});

test("predict says in words that points are not learned, and what to add", (t) => {
  const file = path.join(temporaryFolder(t), "starter.csv");
  writeFileSync(file, customers);
  const done = run(["predict", file, "-o", path.join(temporaryFolder(t), "out.csv")]);
  assert.equal(done.code, 0, done.stderr);
  const said = done.stdout + done.stderr;
  assert.match(said, /mode starter/);
  assert.match(said, /not learned from your data/);
  assert.match(said, /contract = Month-to-month: 25 points/);
  assert.match(said, /add a column that says who has left/);
  assert.doesNotMatch(said, /AUC|%/);
});

test("a real file without an outcome is put in order", (t) => {
  const file = realFile(t, "saas_100.csv");
  if (!file) return;
  const done = JSON.parse(run(["predict", file, "--json"]).stdout);
  assert.equal(done.mode, "starter");
  assert.equal(done.rows, 100);
  assert.ok(done.scorecard.signals.length >= 4);
});
