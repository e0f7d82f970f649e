/// What `make run` does after building: it serves with the sample file predicted, says what came out
/// and prints a link that signs in once.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { symlinkSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { atEnd, freePort, root, temporaryFolder } from "../system/harness.mjs";

/// first-look.mjs works on the folder it stands in.
function folderOfProject(t) {
  const folder = temporaryFolder(t);
  for (const name of ["build", "examples"]) symlinkSync(path.join(root, name), path.join(folder, name));
  return folder;
}

function firstLook(t, folder, port) {
  const script = path.join(root, "scripts/first-look.mjs");
  const child = spawn("node", [script, String(port)], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  child.said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (child.said += text));
  }
  child.ended = new Promise((resolve) => child.on("close", resolve));
  atEnd(t, () => child.kill("SIGKILL"));
  return child;
}

/// Everything said up to the last line of a start.
async function untilServing(child) {
  const ended = child.ended.then((code) => assert.fail(`ended with ${code}:\n${child.said}`));
  const serving = new Promise((resolve) => {
    const look = () => child.said.includes("Serving until Ctrl-C.") && resolve(child.said);
    child.stdout.on("data", look);
  });
  return Promise.race([serving, ended]);
}

test("the release program predicts the sample, says how good it is and gives a link", async (t) => {
  const folder = folderOfProject(t);
  const port = await freePort();
  const first = firstLook(t, folder, port);
  const said = await untilServing(first);
  assert.match(said, /2000 customers/);
  assert.match(said, /AUC 0\.[5-9]\d\d \(95% interval/);
  assert.match(said, /1\. \S+: \d+% likely to leave\n\s+\S.*the odds/);
  const [, token] = new RegExp(`http://127\\.0\\.0\\.1:${port}/#link=(\\S+)`).exec(said);
  assert.ok(token.length >= 43, "256 bits");
  first.kill("SIGTERM");
  assert.equal(await first.ended, 0);

  const again = firstLook(t, folder, port);
  assert.match(await untilServing(again), /2000 customers/);
  again.kill("SIGTERM");
  assert.equal(await again.ended, 0);
});
