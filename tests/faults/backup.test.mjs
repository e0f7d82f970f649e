/// R10: a backup is taken while jobs run, killed at its Nth system call of a kind and called again; its
/// restore elsewhere likewise. Then everything that the backup holds is whole, and what is younger is
/// absent, not broken. FAULTS_STEP=1 takes every N, else every tenth.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import { hasTool, run, startServer, temporaryFolder } from "../system/harness.mjs";
import { History, checkObjects, keysUnder, sqliteRows } from "./history.mjs";

const step = Number(process.env.FAULTS_STEP ?? 10);
const most = 400;

const killedAt = (call, n) =>
  ["strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", `trace=${call}`, "-e", `inject=${call}:signal=SIGKILL:when=${n}`];

/// The command with the fault in its way, and once more without: whether it was killed. The second call
/// finishes it, or finds it finished.
function killedAndCalledAgain(command, call, n, finished) {
  const first = run(command, { via: killedAt(call, n) });
  const struck = first.signal === "SIGKILL" || first.code === 137;
  if (!struck) {
    assert.equal(first.code, 0, first.stderr);
    return false;
  }
  const second = run(command);
  if (second.code !== 0) assert.match(second.stderr, finished);
  return true;
}

for (const call of ["fsync", "renameat2", "write", "mkdirat", "unlink,unlinkat"]) {
  test(`a backup killed at each ${step}th ${call}, while uploads come in`, async (t) => {
    if (!hasTool(t, "strace", ["-V"])) return;
    const folder = temporaryFolder(t);
    const server = await startServer(t);
    const history = new History();
    for (let i = 0; i < 2; i++) await history.upload(server);
    await history.ends(server, 60_000);
    let kills = 0;
    for (let n = 1, struck = true; struck && n <= most; n += step) {
      await history.upload(server);
      const backup = path.join(folder, `backup${n}`);
      struck = killedAndCalledAgain(["backup", backup, "--data-dir", server.dataDir], call, n, /a whole backup already/);
      kills += struck ? 1 : 0;
      const dataDir = path.join(folder, `restored${n}`);
      const restored = run(["restore", backup, "--data-dir", dataDir, "--json"]);
      assert.equal(restored.code, 0, restored.stderr);
      assert.deepEqual(JSON.parse(restored.stdout).left_out, []);
      whole(dataDir);
      await history.look(server);
      for (const each of [backup, dataDir]) rmSync(each, { recursive: true });
    }
    assert.ok(kills > 0, "nothing was killed");
    await history.ends(server, 60_000);
    t.diagnostic(`${kills} kill points of ${call}`);
  });
}

for (const call of ["fsync", "fdatasync", "renameat2", "pwrite64", "mkdirat"]) {
  test(`a restore killed at each ${step}th ${call}`, async (t) => {
    if (!hasTool(t, "strace", ["-V"])) return;
    const folder = temporaryFolder(t);
    const server = await startServer(t);
    const history = new History();
    for (let i = 0; i < 2; i++) await history.upload(server);
    await history.ends(server, 60_000);
    const backup = path.join(folder, "backup");
    assert.equal(run(["backup", backup, "--data-dir", server.dataDir]).code, 0);
    await server.stop();
    let kills = 0;
    let last;
    for (let n = 1, struck = true; struck && n <= most; n += step) {
      const dataDir = path.join(folder, `restored${n}`);
      struck = killedAndCalledAgain(["restore", backup, "--data-dir", dataDir], call, n, /the database holds rows/);
      kills += struck ? 1 : 0;
      whole(dataDir);
      if (last) rmSync(last, { recursive: true });
      last = dataDir;
    }
    assert.ok(kills > 0, "nothing was killed");
    const again = await startServer(t, { dataDir: last });
    await history.ends(again, 60_000);
    t.diagnostic(`${kills} kill points of ${call}`);
  });
}

/// Rows and files of a place that no process has open are each other's.
function whole(dataDir) {
  const blobs = path.join(dataDir, "blobs");
  assert.ok(existsSync(blobs));
  checkObjects({
    rows: sqliteRows(path.join(dataDir, "retainwise.db")),
    kept: keysUnder(blobs),
    read: (key) => readFileSync(path.join(blobs, key)),
  });
}
