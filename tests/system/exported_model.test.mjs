/// Models from the command line: shown, listed from a server, and taken home as XGBoost's own.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import { root, run, sample, startServer, temporaryFolder } from "./harness.mjs";

/// Debian's own, which python3-xgboost belongs to.
const python = "/usr/bin/python3";

function learnedModel(folder) {
  const model = path.join(folder, "churn.model");
  const learned = run(["predict", sample, "--save-model", model, "--quiet", "--options", '{"as_of":"2026-01-31"}']);
  assert.equal(learned.code, 0, learned.stderr);
  return model;
}

test("model show says what a model file reads, says and is made of", (t) => {
  const model = learnedModel(temporaryFolder(t));
  const shown = run(["model", "show", model]);
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /Says whether churned is "yes", learned from 2,000 customers; base rate/);
  assert.match(shown.stdout, /AUC 0\.\d{3} \(0\.\d{3} to 0\.\d{3}\) on customers it had not seen/);
  assert.match(shown.stdout, /Reads \d+ columns:\n/);
  assert.match(shown.stdout, /Made of \d+ predictors whose log-odds are averaged: /);
  const json = JSON.parse(run(["model", "show", model, "--json"]).stdout);
  assert.equal(json.file_size, readFileSync(model).length);
  assert.equal(json.outcome_column, "churned");
  assert.ok(json.predictors.length > 1);
  assert.equal(run(["model", "show", sample]).code, 3, "a customer file is no model");
  assert.equal(run(["model"]).code, 2);
});

test("an exported model gives the same probabilities in XGBoost itself", (t) => {
  if (spawnSync(python, ["-c", "import xgboost"]).status !== 0) {
    t.skip("skipped: needs python3-xgboost");
    return;
  }
  const folder = temporaryFolder(t);
  const at = (name) => path.join(folder, name);
  const model = learnedModel(folder);
  const exported = run(["model", "export", model, "-o", at("trees.json")]);
  assert.equal(exported.code, 0, exported.stderr);
  const scored = run(["predict", sample, "--model", model, "-o", at("scored.csv"), "--quiet"]);
  assert.equal(scored.code, 0, scored.stderr);
  const theirs = spawnSync(python, [path.join(root, "examples/score-with-xgboost.py"), at("trees.json"), sample], { encoding: "utf8" });
  assert.equal(theirs.status, 0, theirs.stderr);
  const [head, ...rows] = readFileSync(at("scored.csv"), "utf8").trimEnd().split("\r\n");
  const fromEnd = head.split(",").length - head.split(",").indexOf("churn_probability");
  const given = theirs.stdout.trimEnd().split("\n").map(Number);
  assert.equal(given.length, rows.length);
  const ours = JSON.parse(run(["inspect", at("scored.csv"), "--json-rows"]).stdout);
  const place = ours.columns.findIndex(({ name }) => name === "churn_probability");
  assert.ok(fromEnd > 0 && place >= 0);
  for (const [i, p] of given.entries()) {
    const shown = Number(ours.rows[i][place]);
    assert.ok(Math.abs(Math.log(p / (1 - p)) - Math.log(shown / (1 - shown))) < 5e-5, `row ${i + 1}: ${p} and ${shown}`);
  }
});

test("a server's models are listed, shown and exported with the key of its data folder", async (t) => {
  const server = await startServer(t);
  const folder = temporaryFolder(t);
  const ask = (...args) => run(["model", ...args, "--data-dir", server.dataDir], { cwd: folder });
  assert.match(ask("list").stdout, /No models yet/);
  const upload = await server.upload(sample);
  const { model_id: id } = await server.waitFor(upload.body.prediction_id);
  const listed = ask("list");
  assert.match(listed.stdout, new RegExp(`^${id}  \\d{4}-\\d\\d-\\d\\d  customers v1, AUC 0\\.`));
  assert.deepEqual(JSON.parse(ask("list", "--json").stdout).map((each) => each.id), [id]);
  const shown = ask("show", id);
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, new RegExp(`^customers, version 1 \\(${id}\\): `));
  for (const [format, name] of [["xgboost", "trees.json"], ["model", "churn.rwm"]]) {
    const done = ask("export", id, "--format", format, "-o", name);
    assert.equal(done.code, 0, done.stderr);
    assert.ok(existsSync(path.join(folder, name)));
  }
  assert.equal(JSON.parse(readFileSync(path.join(folder, "trees.json"), "utf8")).learner.objective.name, "binary:logistic");
  assert.equal(run(["model", "show", path.join(folder, "churn.rwm")]).code, 0);
  assert.equal(ask("show", "01940000-0000-7000-8000-000000000000").code, 2);
  await server.stop();
  const stopped = ask("list");
  assert.equal(stopped.code, 4);
  assert.match(stopped.stderr, /No server runs on the data folder/);
});
