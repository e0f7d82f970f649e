/// A disk that fills up under the program: nothing is lost, and everybody is told what to do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import test from "node:test";
import { atEnd, isRoot, run, sample, startServer } from "../system/harness.mjs";

/// A disk of its own, so small that it can be filled.
function smallDisk(t, megabytes) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "retainwise-test-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]);
  atEnd(t, () => {
    if (mounted.status === 0) spawnSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  if (mounted.status === 0) return folder;
  t.skip("skipped: needs to mount a tmpfs");
  return undefined;
}

/// Leaves `free` bytes on the disk of `folder`.
function fill(folder, free) {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(path.join(folder, "filler"), Buffer.alloc(Math.max(0, bavail * bsize - free)));
}

/// The sample's first customers, each with a note so long that a result is too large for the disk.
function wideFile() {
  const [head, ...lines] = readFileSync(sample, "utf8").trimEnd().split("\n").slice(0, 161);
  const note = "n".repeat(10_000);
  return [`${head},note`, ...lines.map((line, i) => `${line},${note}${i}`)].join("\n") + "\n";
}

test("a job ends FAILED with what to do, and a start says so", async (t) => {
  if (!isRoot(t)) return;
  const folder = smallDisk(t, 24);
  if (!folder) return;
  const dataDir = path.join(folder, "data");
  const env = { RETAINWISE_FREE_SPACE_FLOOR_BYTES: "0" };
  const first = await startServer(t, { dataDir, env });
  const text = wideFile();
  // The upload and its copy in the work folder fit, a result as large does not.
  fill(folder, 2 * text.length + 900_000);
  const answer = await first.upload(text, { filename: "wide.csv" });
  assert.equal(answer.status, 201, answer.text);
  const prediction = await first.waitFor(answer.body.prediction_id, "FAILED", 120_000);
  assert.equal(prediction.errors[0].code, "out_of_disk");
  assert.match(prediction.error_message, /disk is full.*Free some room/);
  assert.equal(prediction.deaths, 0);
  await first.says(/"level":"error","event":"run_failed","kind":"storage_full","code":"out_of_disk"/);
  await first.stop();
  rmSync(path.join(folder, "filler"));
  fill(folder, 0);
  const refused = run(["serve", "--data-dir", dataDir, "--listen", "127.0.0.1:0"], { env });
  assert.equal(refused.code, 4, refused.stderr);
  assert.match(refused.stderr, /disk of the data folder is full/);
});
