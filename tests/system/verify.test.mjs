/// A result is held against a repetition of its run: from the record beside it, from a server, from
/// what `predict --json` printed.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import { run, sample, startServer, temporaryFolder } from "./harness.mjs";

/// A folder with a learned result, its record, the metrics, and a scored one with its model.
function made(t) {
  const folder = temporaryFolder(t);
  const at = (name) => path.join(folder, name);
  copyFileSync(sample, at("customers.csv"));
  const options = ["--options", '{"as_of":"2026-01-31","seed":3}'];
  const learned = run(["predict", at("customers.csv"), "-o", at("scored.csv"), "--save-model", at("churn.model"), "--json", ...options]);
  assert.equal(learned.code, 0, learned.stderr);
  writeFileSync(at("metrics.json"), learned.stdout);
  return { at, verify: (...args) => run(["verify", ...args], { cwd: folder }) };
}

test("a result is equal from its record alone, and a changed one is told where", (t) => {
  const { at, verify } = made(t);
  const record = JSON.parse(readFileSync(at("scored.csv.run.json"), "utf8"));
  assert.deepEqual(record.options, { as_of: "2026-01-31", seed: 3 });
  const same = verify("scored.csv", "--input", "customers.csv");
  assert.equal(same.code, 0, same.stdout + same.stderr);
  assert.match(same.stdout, /Equal: repeated, the run gives the same 2,000 rows, byte for byte\./);
  assert.match(same.stdout, /as scored\.csv\.run\.json says/);

  const lines = readFileSync(at("scored.csv"), "utf8").split("\r\n");
  const cells = lines[17].split(",");
  const place = lines[0].split(",").indexOf("risk_level");
  cells[place] = "forged";
  lines[17] = cells.join(",");
  writeFileSync(at("scored.csv"), lines.join("\r\n"));
  const other = verify("scored.csv", "--input", "customers.csv", "--json");
  assert.equal(other.code, 1, other.stderr);
  const verdict = JSON.parse(other.stdout);
  assert.equal(verdict.equal, false);
  assert.equal(verdict.different_records, 1);
  assert.deepEqual([verdict.first_difference.row, verdict.first_difference.column, verdict.first_difference.result], [17, "risk_level", "forged"]);
  assert.match(verdict.notes[0], /is not the file that the run wrote/);
});

test("another input, another model and no record are bad files, and nothing is called different", (t) => {
  const { at, verify } = made(t);
  writeFileSync(at("other.csv"), readFileSync(sample, "utf8") + "\n");
  const input = verify("scored.csv", "--input", "other.csv");
  assert.equal(input.code, 3);
  assert.match(input.stderr, /"other\.csv" is not the file that the run read: its sha256 is [0-9a-f]{64}/);
  assert.equal(verify("scored.csv", "--input", "absent.csv").code, 3);
  assert.equal(verify("scored.csv", "--input", "customers.csv", "--prediction", "x").code, 2);
  rmSync(at("scored.csv.run.json"));
  const none = verify("scored.csv", "--input", "customers.csv");
  assert.equal(none.code, 3);
  assert.match(none.stderr, /How "scored\.csv" was made is not known/);
  const said = verify("scored.csv", "--input", "customers.csv", "--record", "metrics.json");
  assert.equal(said.code, 0, said.stdout + said.stderr);
  const asked = verify("scored.csv", "--input", "customers.csv", "--options", '{"as_of":"2026-01-31","seed":3}');
  assert.equal(asked.code, 0, asked.stdout + asked.stderr);
  const otherSeed = verify("scored.csv", "--input", "customers.csv", "--options", '{"as_of":"2026-01-31","seed":4}');
  assert.equal(otherSeed.code, 1, otherSeed.stderr);
});

test("a scored result is repeated with its model, which is held against the record", (t) => {
  const { at, verify } = made(t);
  const scored = run(["predict", at("customers.csv"), "--model", at("churn.model"), "-o", at("next.csv"), "--quiet"]);
  assert.equal(scored.code, 0, scored.stderr);
  const same = verify("next.csv", "--input", "customers.csv");
  assert.equal(same.code, 0, same.stdout + same.stderr);
  const learned = run(["predict", at("customers.csv"), "--options", '{"seed":9}', "--save-model", at("nine.model"), "--quiet"]);
  assert.equal(learned.code, 0, learned.stderr);
  const other = verify("next.csv", "--input", "customers.csv", "--model", "nine.model");
  assert.equal(other.code, 3);
  assert.match(other.stderr, /not the model that the run scored with/);
  rmSync(at("churn.model"));
  assert.match(verify("next.csv", "--input", "customers.csv").stderr, /--model/);
});

test("what was downloaded from a server is verified with nothing but the two files", async (t) => {
  const folder = temporaryFolder(t);
  const at = (name) => path.join(folder, name);
  const server = await startServer(t);
  const finished = async (file, options) => {
    const upload = await server.upload(file, { options });
    return server.waitFor(upload.body.prediction_id);
  };
  const learned = await finished(sample, { seed: 5 });
  writeFileSync(at("result.csv"), await server.download(learned.id));
  assert.equal(learned.metrics_json.result_sha256, learned.result_sha256);
  const ask = (...args) => run(["verify", ...args, "--data-dir", server.dataDir], { cwd: folder });
  const same = ask("result.csv", "--input", sample);
  assert.equal(same.code, 0, same.stdout + same.stderr);
  assert.match(same.stdout, new RegExp(`as prediction ${learned.id} on ${server.url} says`));

  const scored = await finished(sample, { model: learned.model_id });
  writeFileSync(at("scored.csv"), await server.download(scored.id));
  const byId = ask("scored.csv", "--input", sample, "--prediction", scored.id);
  assert.equal(byId.code, 0, byId.stdout + byId.stderr);
  const wrong = ask("result.csv", "--input", sample, "--prediction", scored.id);
  assert.equal(wrong.code, 1, wrong.stderr);
  assert.match(wrong.stdout, /not the file that the run wrote/);
  writeFileSync(at("answer.json"), (await server.request("GET", `/api/predictions/${scored.id}`)).text);
  const answered = ask("scored.csv", "--input", sample, "--record", "answer.json", "--prediction", scored.id);
  assert.equal(answered.code, 2, "two records are one too many");
  await server.stop();
  const stopped = ask("result.csv", "--input", sample, "--prediction", learned.id);
  assert.equal(stopped.code, 4);
  assert.match(stopped.stderr, /No server runs on the data folder/);
});

test("no record is left where none is wanted or none can be", (t) => {
  const folder = temporaryFolder(t);
  const quiet = ["predict", sample, "--quiet", "-o"];
  assert.equal(run([...quiet, path.join(folder, "a.csv"), "--no-record"]).code, 0);
  assert.equal(run([...quiet, "/dev/null"]).code, 0);
  assert.equal(existsSync(path.join(folder, "a.csv.run.json")), false);
  assert.equal(existsSync("/dev/null.run.json"), false);
  // One that was there would tell of another result.
  assert.equal(run([...quiet, path.join(folder, "a.csv")]).code, 0);
  assert.equal(existsSync(path.join(folder, "a.csv.run.json")), true);
  assert.equal(run([...quiet, path.join(folder, "a.csv"), "--no-record"]).code, 0);
  assert.equal(existsSync(path.join(folder, "a.csv.run.json")), false);
});
