/// What every system test needs: the real program on a free port and in a folder of its own, and
/// plain requests to it. Node ≥ 20, no package. Everything started here ends with the test.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const sample = path.join(root, "examples/customers.csv");
export const program = process.env.RETAINWISE_PROGRAM ?? path.join(root, "build/dev/retainwise");
const sharedData = path.join(root, "../shared/data");

/// Environment that a developer's shell may hold and that would change what the program does.
const foreign =
  /^(RETAINWISE_|AWS_|CLERK_|OIDC_|PREDICTIONS_|DATABASE_URL|DEMO_MODE|LOG_LEVEL|ENVIRONMENT|MAX_UPLOAD|TLS_|TRUSTED_|AUTHORIZED_|RW_FAIL)/;

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const endings = new WeakMap(); // test → what is still to do when it ends

/// Does `what` when the test `t` ends: last come, first gone, so that a server has ended before its
/// folder is removed. (Node's own hooks run first come, first gone.)
export function atEnd(t, what) {
  const before = endings.get(t);
  if (before) return void before.push(what);
  const mine = [what];
  endings.set(t, mine);
  t.after(async () => {
    const failures = [];
    while (mine.length > 0) {
      try {
        await mine.pop()();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  });
}

/// A folder that is removed when the test `t` ends; what still writes into it then is waited for.
export function temporaryFolder(t) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "retainwise-test-"));
  atEnd(t, () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

/// The path of a file of ../shared/data, or undefined after having skipped `t`.
export function realFile(t, name) {
  const file = path.join(sharedData, name);
  if (existsSync(file)) return file;
  t.skip("skipped: needs ../shared/data");
  return undefined;
}

/// True where `tool` can be started; else skips `t`.
export function hasTool(t, tool, args = ["--version"]) {
  if (spawnSync(tool, args, { stdio: "ignore" }).error === undefined) return true;
  t.skip(`skipped: needs ${tool}`);
  return false;
}

/// True where this program was built with RETAINWISE_TEST_HOOKS (RW_FAIL); else skips `t`.
export function hasTestHooks(t) {
  if (readFileSync(program).includes("RW_FAIL")) return true;
  t.skip("skipped: needs a program with test hooks (make test builds one)");
  return false;
}

/// True for root; else skips `t`.
export function isRoot(t) {
  if (process.getuid() === 0) return true;
  t.skip("skipped: needs root");
  return false;
}

export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function cleanEnvironment(extra) {
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // the process or its thread ended while it was looked at
  }
}

/// Process ids of the children of all threads of `pid` (proc(5)).
function childrenOf(pid) {
  const tasks = existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : [];
  return tasks
    .flatMap((task) => readIfThere(`/proc/${pid}/task/${task}/children`).split(" "))
    .filter((text) => text.trim() !== "")
    .map(Number);
}

const commandLine = (pid) => readIfThere(`/proc/${pid}/cmdline`).split("\0");

/// Runs the program to its end: {code, signal, stdout, stderr}. For the commands that need no server.
export function run(args, { env = {}, input, cwd, timeout = 120_000 } = {}) {
  const done = spawnSync(program, args, {
    env: cleanEnvironment(env),
    input,
    cwd,
    timeout,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (done.error && done.error.code !== "ETIMEDOUT") throw done.error;
  return { code: done.status, signal: done.signal, stdout: done.stdout, stderr: done.stderr };
}

/// Starts `retainwise serve` and waits until it is ready; it is killed when the test `t` ends.
/// The same `dataDir` (and `port`) may be given to a second server after the first one's end.
/// `via`: a command that runs it ("strace", …).
export async function startServer(t, { dataDir, port, workers = 1, env = {}, args = [], via } = {}) {
  const folder = dataDir ?? path.join(temporaryFolder(t), "data");
  const listen = port ?? (await freePort());
  const server = new Server(folder, listen, workers, env, args, via);
  atEnd(t, () => server.kill9());
  await server.ready();
  return server;
}

/// Starts `retainwise worker` and waits until it works; it is killed when the test `t` ends.
export async function startWorker(t, { workers = 1, env = {}, via } = {}) {
  const worker = new Process(["worker", "--workers", String(workers)], env, via);
  atEnd(t, () => worker.kill9());
  await worker.says(/"event":"worker_started"/);
  return worker;
}

/// The program while it runs.
class Process {
  #child;
  #ended;
  #log = "";

  constructor(command, env, via = []) {
    const [first, ...rest] = [...via, program, ...command];
    this.#child = spawn(first, rest, {
      env: cleanEnvironment(env),
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (this.#log += text));
    }
    this.#ended = new Promise((resolve) => {
      this.#child.once("error", (error) => resolve({ error }));
      this.#child.once("close", (code, signal) => resolve({ code, signal }));
    });
  }

  /// Until `condition` holds; throws with the program's own words where it ends before.
  async until(condition, what, within = 20_000) {
    let ended;
    this.#ended.then((end) => (ended = end));
    const end = Date.now() + within;
    while (Date.now() < end) {
      if (await condition()) return;
      if (ended) throw new Error(`it ended (${JSON.stringify(ended)}) before ${what}:\n${this.#log}`);
      await sleep(20);
    }
    throw new Error(`not ${what} after ${within} ms:\n${this.#log}`);
  }

  /// Until it wrote what matches `pattern`.
  says(pattern, within) {
    return this.until(() => pattern.test(this.#log), `it said ${pattern}`, within);
  }

  pid() {
    return this.#child.pid;
  }

  /// Everything it wrote so far to stdout and stderr.
  log() {
    return this.#log;
  }

  /// Process ids of the job children that run now.
  jobs() {
    return childrenOf(this.pid()).filter((pid) => commandLine(pid)[1] === "job");
  }

  /// As an operator stops it: SIGTERM; → {code, signal}. Kills after `within` ms.
  async stop(within = 15_000) {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), within);
    const end = await this.#ended;
    clearTimeout(timer);
    return end;
  }

  async kill9() {
    this.#child.kill("SIGKILL");
    return this.#ended;
  }

  /// → {code, signal}, once it ended by itself.
  end() {
    return this.#ended;
  }
}

class Server extends Process {
  constructor(dataDir, port, workers, env, args, via) {
    const command = ["serve", "--data-dir", dataDir, "--listen", `127.0.0.1:${port}`];
    super([...command, "--workers", String(workers), ...args], env, via);
    this.dataDir = dataDir;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /// Until GET /ready says 200.
  ready(within) {
    const asked = async () => {
      const answer = await fetch(`${this.url}/ready`).catch(() => undefined);
      await answer?.arrayBuffer();
      return answer?.status === 200;
    };
    return this.until(asked, "ready", within);
  }

  /// The owner key of this server's data folder.
  get key() {
    return readFileSync(path.join(this.dataDir, "owner.key"), "utf8").trim();
  }

  /// The one-time sign-in link that this start printed.
  async link() {
    const link = /https?:\/\/\S+#\S+/;
    await this.says(link, 5_000);
    return link.exec(this.log())[0];
  }

  /// One request with the owner key (`auth: false`: without; a string: with that one). `json` is
  /// sent as JSON. → {status, headers, body, text}; `body` is the parsed JSON where it is JSON.
  async request(method, target, { auth = true, json, headers = {}, body } = {}) {
    const sent = new Headers(headers);
    if (auth !== false && !sent.has("authorization")) {
      sent.set("authorization", `Bearer ${auth === true ? this.key : auth}`);
    }
    if (json !== undefined) sent.set("content-type", "application/json");
    const answer = await fetch(this.url + target, {
      method,
      headers: sent,
      body: json === undefined ? body : JSON.stringify(json),
      redirect: "manual",
    });
    const text = await answer.text();
    const isJson = /\bjson\b/.test(answer.headers.get("content-type") ?? "");
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson && text ? JSON.parse(text) : undefined,
      text,
    };
  }

  /// POST /api/csv. `file` is a path, or text together with `filename`.
  upload(file, { options, filename, headers, auth } = {}) {
    const isPath = filename === undefined;
    const bytes = isPath ? readFileSync(file) : file;
    const form = new FormData();
    if (options !== undefined) form.set("options", JSON.stringify(options));
    form.set("file", new Blob([bytes], { type: "text/csv" }), filename ?? path.basename(file));
    return this.request("POST", "/api/csv", { body: form, headers, auth });
  }

  /// POST /api/csv/preview of `bytes`; `size`: of the whole file they are the beginning of.
  preview(bytes, { options, size, filename = "customers.csv" } = {}) {
    const form = new FormData();
    if (options !== undefined) form.set("options", JSON.stringify(options));
    if (size !== undefined) form.set("size", String(size));
    form.set("file", new Blob([bytes], { type: "text/csv" }), filename);
    return this.request("POST", "/api/csv/preview", { body: form });
  }

  /// Until the prediction has one of `statuses`; → it as GET /api/predictions/{id} shows it. Throws
  /// at once where it ended otherwise.
  async waitFor(id, statuses = "COMPLETED", within = 120_000) {
    const wanted = [statuses].flat();
    const until = Date.now() + within;
    let last;
    while (Date.now() < until) {
      const answer = await this.request("GET", `/api/predictions/${id}`);
      last = answer.body?.prediction;
      if (wanted.includes(last?.status)) return last;
      if (last?.status === "COMPLETED" || last?.status === "FAILED") break;
      await sleep(50);
    }
    throw new Error(`${id} should be ${wanted.join("/")}; it is ${JSON.stringify(last)}`);
  }

  /// The result of a COMPLETED prediction as text.
  async download(id) {
    const answer = await this.request("GET", `/api/predictions/${id}/download`);
    if (answer.status !== 200) throw new Error(`download: ${answer.status} ${answer.text}`);
    return answer.text;
  }
}
