/// Checks what clients saw against what is kept, after a fault (reliability: invariants I1–I5 and
/// I8–I10). A history knows every upload that was answered with 201, and every status that was seen.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { sleep } from "../system/harness.mjs";

export const customerRows = 160;

/// A small file that can be learned from: short months leave. `name` makes its bytes its own.
export function customers(name) {
  const lines = ["id,months,plan,churned"];
  for (let i = 1; i <= customerRows; i++) {
    const months = 1 + ((i * 37) % 60);
    const left = months < 22 !== (i % 9 === 0);
    lines.push(`${name}${i},${months},${i % 3 ? "basic" : "pro"},${left ? "yes" : "no"}`);
  }
  return lines.join("\n") + "\n";
}

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
const allowed = {
  QUEUED: ["QUEUED", "PROCESSING", "COMPLETED", "FAILED"],
  PROCESSING: ["PROCESSING", "QUEUED", "COMPLETED", "FAILED"],
  COMPLETED: ["COMPLETED"],
  FAILED: ["FAILED"],
};

export class History {
  #accepted = new Map(); // prediction id → {name, key, statuses}
  #names = 0;

  get accepted() {
    return [...this.#accepted.keys()];
  }

  /// Uploads once; → the prediction's id where the answer was 201, else undefined.
  async upload(server) {
    const name = `N${++this.#names}-`;
    const key = `upload-${name}`;
    const sent = { filename: `${name}.csv`, headers: { "Idempotency-Key": key } };
    const answer = await server.upload(customers(name), sent).catch(() => undefined);
    if (answer?.status !== 201) return undefined;
    const id = answer.body.prediction_id;
    this.#accepted.set(id, { name, key, statuses: [] });
    return id;
  }

  /// What a client sees of all of them right now; a server that does not answer is no answer.
  async look(server) {
    for (const [id, upload] of this.#accepted) {
      const answer = await server.request("GET", `/api/predictions/${id}`).catch(() => undefined);
      if (!answer || answer.status >= 500) return;
      assert.equal(answer.status, 200, `${id} was accepted and is gone: ${answer.text}`); // I1
      const { status } = answer.body.prediction;
      const before = upload.statuses.at(-1) ?? "QUEUED";
      assert.ok(allowed[before].includes(status), `${id} went from ${before} to ${status}`); // I5
      if (status !== before) upload.statuses.push(status);
    }
  }

  /// Looks again and again until `over` is settled.
  async watch(server, over) {
    let ended = false;
    const settled = over.finally(() => (ended = true));
    while (!ended) {
      await this.look(server);
      await sleep(50);
    }
    return settled;
  }

  /// Every prediction that there is ends COMPLETED within `within` ms with its whole result.
  async ends(server, within) {
    const end = Date.now() + within;
    const { predictions } = (await server.request("GET", "/api/predictions?limit=100")).body;
    const ids = predictions.map((each) => each.id);
    for (const id of this.accepted) assert.ok(ids.includes(id), `${id} was accepted and is gone`); // I1
    for (const id of ids) {
      await server.waitFor(id, "COMPLETED", Math.max(1, end - Date.now())); // I2
      const text = await server.download(id);
      assert.equal(text.trimEnd().split("\r\n").length, customerRows + 1); // I3
      assert.equal(hash(await server.download(id)), hash(text));
    }
    await this.look(server);
    return ids;
  }

  /// The same request again is the same upload.
  async repeats(server) {
    for (const [id, { name, key }] of this.#accepted) {
      const sent = { filename: `${name}.csv`, headers: { "Idempotency-Key": key } };
      const answer = await server.upload(customers(name), sent);
      assert.equal(answer.status, 201, answer.text);
      assert.equal(answer.body.prediction_id, id);
    }
  }
}

const columns = [
  ["uploads", "s3_object_key", "sha256"],
  ["predictions", "s3_output_key", "result_sha256"],
  ["predictions", "customers_key", null],
  ["models", "object_key", "sha256"],
];
const objects = columns
  .map(([table, key, sum]) => `select ${key}, coalesce(${sum ?? "''"}, '') from ${table} where ${key} is not null`)
  .join(" union all ");

/// That the rows name exactly the objects that are kept, that each has the recorded sha256, and that
/// its fence is the one that completed. `rows`: a query → lines of "a|b"; `kept`: the keys;
/// `read`: a key → bytes.
export function checkObjects({ rows, kept, read }) {
  const named = rows(objects).map((line) => line.split("|"));
  const data = kept.filter((key) => !key.startsWith("belongs-to/"));
  assert.deepEqual(data.sort(), named.map(([key]) => key).sort()); // I8
  for (const [key, sum] of named) {
    if (sum) assert.equal(hash(read(key)), sum, key); // I1, I3
  }
  for (const line of rows("select s3_output_key, fence from predictions where s3_output_key is not null")) {
    const [key, fence] = line.split("|");
    assert.equal(key.split("/").at(-2), fence, "a result is linked that its fence did not write"); // I4
  }
}

/// Rows of an SQLite file that no process has open, whole.
export function sqliteRows(file) {
  const script = `import sqlite3,sys
c = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
for row in c.execute(sys.argv[2]): print("|".join(map(str, row)))`;
  const ask = (query) =>
    execFileSync("python3", ["-c", script, file, query], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line !== "");
  assert.deepEqual(ask("pragma integrity_check"), ["ok"]); // I10
  return ask;
}

/// The keys of all files under `folder`.
export function keysUnder(folder, prefix = "") {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? keysUnder(path.join(folder, entry.name), `${prefix}${entry.name}/`)
      : [`${prefix}${entry.name}`],
  );
}
