/// The README's commands do what it says: each is taken from its text and run.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { freePort, root, run, sample, startServer, temporaryFolder } from "./harness.mjs";

const readme = readFileSync(path.join(root, "README.md"), "utf8");

/// Commands that look after what a server keeps.
const keeping = ["backup", "restore", "doctor", "migrate"];

/// Lines of the README's code blocks that begin with `word`.
function commands(word) {
  const blocks = [...readme.matchAll(/^```\n([^]*?)^```$/gm)].map((found) => found[1]);
  return blocks
    .flatMap((block) => block.split("\n"))
    .filter((line) => line.startsWith(`${word} `))
    .map((line) => line.split(/\s+/));
}

test("each command without a server ends well and leaves the files it names", (t) => {
  const folder = temporaryFolder(t);
  for (const name of ["customers.csv", "next-month.csv"]) copyFileSync(sample, path.join(folder, name));
  const withServer = ["serve", "worker", ...keeping];
  const offline = commands("retainwise").filter(([, command]) => !withServer.includes(command));
  assert.ok(offline.length >= 5, "the README shows commands");
  for (const [, ...args] of offline) {
    const done = run(args, { cwd: folder });
    assert.equal(done.code, 0, `retainwise ${args.join(" ")}\n${done.stderr}`);
    if (args.includes("--json")) assert.equal(JSON.parse(done.stdout).rows, 2000);
    for (const [at, arg] of args.entries()) {
      if (arg === "-o" || arg === "--save-model") assert.ok(existsSync(path.join(folder, args[at + 1])));
    }
  }
});

test("backup, restore, doctor and migrate do what the README says, in its order", async (t) => {
  const folder = temporaryFolder(t);
  const server = await startServer(t, { dataDir: path.join(folder, "retainwise-data") });
  await server.waitFor((await server.upload(sample)).body.prediction_id);
  const shown = commands("retainwise").filter(([, command]) => keeping.includes(command));
  assert.deepEqual(shown.map(([, command]) => command), keeping);
  for (const [, ...args] of shown) {
    if (args[0] === "migrate") await server.stop();
    const settings = { RETAINWISE_LISTEN: `127.0.0.1:${server.port}` };
    const done = run(args, { cwd: folder, env: settings });
    assert.equal(done.code, 0, `retainwise ${args.join(" ")}\n${done.stdout}${done.stderr}`);
  }
  assert.ok(existsSync(path.join(folder, "restored/retainwise.db")));
});

test("serve takes the flags that the README shows", async (t) => {
  const [line] = commands("retainwise").filter(([, command]) => command === "serve");
  assert.deepEqual(line.filter((word) => word.startsWith("--")), ["--data-dir", "--listen", "--workers"]);
  const server = await startServer(t, { port: await freePort() });
  assert.equal((await server.request("GET", "/api/me")).status, 200);
  assert.match(await server.link(), new RegExp(`^${server.url}/#`));
});

test("the README's upload by curl is an upload that the server takes", async (t) => {
  const [line] = commands("curl");
  assert.equal(line.at(-1), "http://127.0.0.1:8080/api/csv");
  assert.ok(line.includes("file=@examples/customers.csv"));
  const server = await startServer(t);
  assert.equal((await server.upload(sample)).status, 201);
});
