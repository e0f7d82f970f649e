/// The command line as a person and a script meet it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { root, run, sample, temporaryFolder } from "./harness.mjs";

test("help lists the commands, and no command at all is a usage error", () => {
  const help = run(["help"]);
  assert.equal(help.code, 0);
  for (const command of ["serve", "predict", "inspect", "version"]) assert.match(help.stdout, new RegExp(`\\b${command}\\b`));
  assert.doesNotMatch(help.stdout, /\bjob\b/);
  assert.equal(run([]).code, 2);
});

test("version names the version and the commit it was built from", () => {
  const git = spawnSync("git", ["-C", root, "rev-parse", "--short=12", "HEAD"], { encoding: "utf8" });
  const built = git.status === 0 ? ` \\(${git.stdout.trim()}(-changed)?\\)` : "";
  for (const asked of [["version"], ["--version"]])
    assert.match(run(asked).stdout, new RegExp(`^retainwise \\d+\\.\\d+\\.\\d+${built}\\n$`));
});

test("predict --json prints one object and nothing else, and -o replaces a file", (t) => {
  const folder = temporaryFolder(t);
  const output = path.join(folder, "scored.csv");
  writeFileSync(output, "old");
  const done = run(["predict", sample, "-o", output, "--json"]);
  assert.equal(done.code, 0, done.stderr);
  const metrics = JSON.parse(done.stdout);
  assert.equal(metrics.mode, "learn");
  assert.deepEqual([metrics.outcome.column, metrics.outcome.left_value], ["churned", "yes"]);
  assert.ok(metrics.roc_auc.low < metrics.roc_auc.value && metrics.roc_auc.value < metrics.roc_auc.high);
  assert.equal(metrics.columns.find(({ name }) => name === "cancel_reason").role, "leak");
  assert.equal(readFileSync(output, "utf8").trimEnd().split("\n").length, 2001);
  assert.deepEqual(readdirSync(folder), ["scored.csv"]);
});

test("a saved model scores the next file, from standard input to standard output", (t) => {
  const model = path.join(temporaryFolder(t), "churn.model");
  assert.equal(run(["predict", sample, "--save-model", model, "--quiet"]).code, 0);
  const scored = run(["predict", "-", "--model", model, "-o", "-", "--quiet"], { input: readFileSync(sample) });
  assert.equal(scored.code, 0, scored.stderr);
  const [header, ...rows] = scored.stdout.trimEnd().split("\n");
  assert.equal(rows.length, 2000);
  assert.match(header, /score_kind/);
  assert.ok(rows.every((row) => row.trimEnd().endsWith(",model")));
});

test("exit codes tell usage, bad files and places that cannot be written apart", (t) => {
  const folder = temporaryFolder(t);
  const empty = path.join(folder, "empty.csv");
  writeFileSync(empty, "");
  mkdirSync(path.join(folder, "there"));
  assert.equal(run(["predict", empty]).code, 3);
  assert.equal(run(["predict", path.join(folder, "absent.csv")]).code, 3);
  assert.equal(run(["predict", sample, "--options", '{"outcom": "churned"}']).code, 2);
  assert.equal(run(["predict", sample, "-o", path.join(folder, "absent/out.csv")]).code, 4);
  assert.equal(run(["serve", "--workers", "many"]).code, 2);
});

test("inspect says what each column is", () => {
  const found = JSON.parse(run(["inspect", sample, "--json"]).stdout);
  const roles = Object.fromEntries(found.columns.map(({ name, role }) => [name, role]));
  assert.equal(roles.churned, "outcome");
  assert.equal(roles.customer_id, "identifier");
  assert.equal(roles.plan, "input");
});
