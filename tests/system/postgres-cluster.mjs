/// A PostgreSQL server of a test's own: a cluster in a temporary folder, reached by a socket in it.
/// It and everything it made are gone when the test ends.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { atEnd, sleep } from "./harness.mjs";

const installed = "/usr/lib/postgresql";

/// The server refuses to run as root.
function owner() {
  if (process.getuid() !== 0) return {};
  const id = (what) => Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

export async function startPostgres(t) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "retainwise-test-"));
  const cluster = new PostgresCluster(folder);
  atEnd(t, async () => {
    await cluster.stop("SIGINT");
    rmSync(folder, { recursive: true, force: true });
  });
  cluster.init();
  await cluster.start();
  return cluster;
}

class PostgresCluster {
  #folder;
  #owner = owner();
  #server;

  constructor(folder) {
    this.#folder = folder;
  }

  #program(name) {
    return path.join(installed, readdirSync(installed).sort().at(-1), "bin", name);
  }

  init() {
    if (this.#owner.uid) chownSync(this.#folder, this.#owner.uid, this.#owner.gid);
    const data = path.join(this.#folder, "cluster");
    const how = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
    execFileSync(this.#program("initdb"), ["-D", data, ...how], { ...this.#owner, stdio: "ignore" });
  }

  url(database = "postgres") {
    return `postgresql://postgres@/${database}?host=${this.#folder}`;
  }

  /// Statements in a session of their own; what psql prints without decoration.
  sql(text, database = "postgres") {
    const done = spawnSync("psql", ["-X", "-A", "-t", "-q", this.url(database), "-c", text], {
      encoding: "utf8",
    });
    if (done.status !== 0) throw new Error(`${text}: ${done.stderr}`);
    return done.stdout.trim();
  }

  async start() {
    const settings = ["listen_addresses=", "fsync=off", "shared_buffers=16MB"];
    this.#server = spawn(
      this.#program("postgres"),
      ["-D", path.join(this.#folder, "cluster"), "-k", this.#folder]
        .concat(settings.flatMap((each) => ["-c", each])),
      { ...this.#owner, stdio: "ignore" },
    );
    // Not waited for in one go: connections that a server closes meanwhile must be seen to close.
    const ready = () =>
      new Promise((resolve) => {
        const asked = spawn("pg_isready", ["-q", "-h", this.#folder], { stdio: "ignore" });
        asked.once("close", (code) => resolve(code === 0));
      });
    for (let i = 0; !(await ready()); i++) {
      if (i === 600) throw new Error("PostgreSQL did not start");
      await sleep(50);
    }
  }

  /// Of the server's first process.
  pid() {
    return this.#server.pid;
  }

  /// SIGINT: as `pg_ctl stop -m fast`; SIGQUIT: as `-m immediate`, a crash.
  async stop(signal) {
    if (!this.#server) return;
    const ended = new Promise((resolve) => this.#server.once("close", resolve));
    this.#server.kill(signal);
    this.#server = undefined;
    await ended;
  }
}
