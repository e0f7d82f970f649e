/// The command line as a person and a script meet it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { program, root, run, sample, startServer, temporaryFolder } from "./harness.mjs";

test("help lists the commands, and no command at all is a usage error", () => {
  const help = run(["help"]);
  assert.equal(help.code, 0);
  for (const command of ["serve", "predict", "inspect", "verify", "backup", "restore", "migrate", "doctor", "version"]) assert.match(help.stdout, new RegExp(`\\b${command}\\b`));
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
  assert.deepEqual(readdirSync(folder), ["scored.csv", "scored.csv.run.json"]);
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

test("a model that was asked for and not learned is no success, and the old one stays", (t) => {
  const folder = temporaryFolder(t);
  const few = path.join(folder, "few.csv");
  const rows = Array.from({ length: 40 }, (_, i) => `C-${i},${(i * 7) % 60},${i % 6},${i < 9 ? "yes" : "no"}`);
  writeFileSync(few, ["id,tenure,support_tickets,churned", ...rows].join("\n"));
  const model = path.join(folder, "old.model");
  writeFileSync(model, "old");
  const output = path.join(folder, "out.csv");
  const done = run(["predict", few, "-o", output, "--save-model", model, "--quiet"]);
  assert.equal(done.code, 3);
  assert.match(done.stderr, /Nothing was learned from .*few\.csv.*old\.model.* was not written\. The result was written\./);
  assert.equal(readFileSync(model, "utf8"), "old");
  assert.equal(readFileSync(output, "utf8").trimEnd().split("\n").length, 41);
});

test("where nothing tells who leaves, nobody stands first on the list", (t) => {
  const random = path.join(temporaryFolder(t), "random.csv");
  const rows = Array.from({ length: 400 }, (_, i) => `C-${i},${(i * 7919) % 101},${(i * i * 31) % 7 < 2 ? "yes" : "no"}`);
  writeFileSync(random, ["id,number,churned", ...rows].join("\n"));
  const done = run(["predict", random]);
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stdout, /no better than chance/i);
  assert.doesNotMatch(done.stdout, /First on the list/);
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

test("inspect --json-rows prints every cell and value on one line", (t) => {
  const file = path.join(temporaryFolder(t), "customers.csv");
  writeFileSync(file, 'id;since;fee;left\r\n007;31.12.2023;1.250,5;ja\r\n8;01.02.2024;;nein\r\n\r\nSumme;;1.250,5;\r\n');
  const done = run(["inspect", "--json-rows", file]);
  assert.equal(done.code, 0, done.stderr);
  assert.equal(done.stdout.split("\n").length, 2);
  const found = JSON.parse(done.stdout);
  assert.deepEqual(Object.keys(found), ["header", "rows", "dialect", "columns", "messages"]);
  assert.deepEqual(found.header, ["id", "since", "fee", "left"]);
  assert.deepEqual(found.rows, [["007", "31.12.2023", "1.250,5", "ja"], ["8", "01.02.2024", "", "nein"]]);
  assert.equal(found.dialect.delimiter, ";");
  assert.deepEqual(found.columns, [
    { name: "id", type: "text", values: ["007", "8"] },
    { name: "since", type: "date", values: ["2023-12-31", "2024-02-01"] },
    { name: "fee", type: "number", values: [1250.5, null] },
    { name: "left", type: "boolean", values: [true, false] },
  ]);
  assert.deepEqual(found.messages.filter(({ code }) => code === "row_skipped").map(({ row }) => row), [5]);
});

test("inspect --json-rows refuses what is no table with JSON and exit code 3", (t) => {
  const file = path.join(temporaryFolder(t), "report.csv");
  writeFileSync(file, "%PDF-1.7\n1 0 obj\n");
  const done = run(["inspect", "--json-rows", file]);
  assert.equal(done.code, 3);
  const refusal = JSON.parse(done.stdout);
  assert.match(refusal.error, /PDF/);
  assert.ok(refusal.messages.length > 0);
});

test("inspect --stdin answers each name with one line and goes on behind a refused file", (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(path.join(folder, "one.csv"), "id,fee\n1,2.5\n");
  writeFileSync(path.join(folder, "none.csv"), "");
  const names = ["one.csv", "none.csv", "absent.csv", "one.csv"].map((name) => path.join(folder, name));
  const done = run(["inspect", "--stdin"], { input: names.join("\n") });
  assert.equal(done.code, 0, done.stderr);
  const lines = done.stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines.length, 4);
  assert.deepEqual(lines[0].columns[1].values, [2.5]);
  assert.ok(lines[1].error && lines[2].error);
  assert.deepEqual(lines[3], lines[0]);
  assert.equal(run(["inspect"]).code, 2);
});

test("a command whose output goes nowhere has failed", (t) => {
  if (!existsSync("/dev/full")) return t.skip("skipped: needs /dev/full");
  for (const command of ["version", "help", `inspect ${sample}`, `inspect --json ${sample}`]) {
    const done = spawnSync("sh", ["-c", `"${program}" ${command} >/dev/full`], { encoding: "utf8" });
    assert.equal(done.status, 4, command);
    assert.match(done.stderr, /Cannot write to standard output: No space left/);
  }
});

test("what is read, and the other result, is never written over", (t) => {
  const folder = temporaryFolder(t);
  const input = path.join(folder, "in.csv");
  writeFileSync(input, readFileSync(sample));
  const same = path.join(folder, ".", "in.csv");
  for (const options of [["-o", same], ["--save-model", same], ["-o", `${folder}/a`, "--save-model", `${folder}/a`]]) {
    const done = run(["predict", input, ...options]);
    assert.equal(done.code, 2, done.stderr);
    assert.match(done.stderr, /named twice/);
  }
  assert.deepEqual(readdirSync(folder), ["in.csv"]);
  assert.deepEqual(readFileSync(input), readFileSync(sample));
});

test("a command that is not there is named", () => {
  const done = run(["predcit"]);
  assert.equal(done.code, 2);
  assert.match(done.stderr, /no command "predcit"/);
});

test("user link prints another link of a running server, which works once", async (t) => {
  const server = await startServer(t, { workers: 0 });
  const ask = (...more) => run(["user", "link", "--data-dir", server.dataDir, ...more]);
  const told = ask();
  assert.equal(told.code, 0, told.stderr);
  const [, url, secret] = /^Sign in \(works once, for 10 minutes\): (.*)\/#link=([\w-]+)\n$/.exec(told.stdout);
  assert.equal(url, server.url);
  const spend = (link) => server.request("POST", "/api/session", { auth: false, json: { link } });
  assert.equal((await spend(secret)).status, 200);
  assert.equal((await spend(secret)).status, 401);
  const { link } = JSON.parse(ask("--json").stdout);
  assert.equal((await spend(link.split("#link=")[1])).status, 200);
  assert.ok(!server.log().includes(secret), "a link is never logged");
  await server.stop();
  const late = ask();
  assert.equal(late.code, 4);
  assert.match(late.stderr, /No server runs on the data folder/);
});
