/// What happens to a prediction when something dies under it: each accepted upload ends COMPLETED
/// once or FAILED with its reason, and nothing of a run that lost its fence stays.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import { hasTestHooks, run, sleep, startServer, temporaryFolder } from "./harness.mjs";

const jobStages = ["reading", "understanding", "learning", "scoring", "writing"];
const rows = 160;

/// A small file that can be learned from: short months leave.
function customers() {
  const lines = ["id,months,plan,churned"];
  for (let i = 1; i <= rows; i++) {
    const months = 1 + ((i * 37) % 60);
    const left = months < 22 !== (i % 9 === 0);
    lines.push(`C${i},${months},${i % 3 ? "basic" : "pro"},${left ? "yes" : "no"}`);
  }
  return lines.join("\n") + "\n";
}

async function upload(server) {
  const answer = await server.upload(customers(), { filename: "small.csv" });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.prediction_id;
}

const show = async (server, id) =>
  (await server.request("GET", `/api/predictions/${id}`)).body.prediction;

/// Until the row shows `stage`.
async function reach(server, id, stage) {
  for (;;) {
    const prediction = await show(server, id);
    if (prediction.stage === stage) return;
    if (["COMPLETED", "FAILED"].includes(prediction.status))
      assert.fail(`${stage} was never seen: ${JSON.stringify(prediction)}`);
    await sleep(20);
  }
}

async function gone(pids) {
  while (pids.some((pid) => existsSync(`/proc/${pid}`))) await sleep(20);
}

function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    return entry.isDirectory() ? files(place) : [place];
  });
}

/// COMPLETED, whole, and with exactly the objects of one run.
async function completedOnce(server, id, within = 60_000) {
  const prediction = await server.waitFor(id, "COMPLETED", within);
  const text = await server.download(id);
  assert.equal(text.trimEnd().split("\r\n").length, rows + 1);
  assert.equal(await server.download(id), text);
  const kept = files(path.join(server.dataDir, "blobs/results")).filter((file) => file.includes(id));
  assert.deepEqual(kept.map((file) => path.basename(file)).sort(), ["customers.rwc", "result.csv"]);
  const result = readFileSync(kept.find((file) => file.endsWith("result.csv")));
  const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
  assert.equal(hash(result), hash(text));
  return { prediction, fence: path.basename(path.dirname(kept[0])) };
}

async function failedWith(server, id, code) {
  const prediction = await server.waitFor(id, "FAILED");
  assert.equal(prediction.errors[0].code, code, JSON.stringify(prediction));
  assert.ok(prediction.error_message.includes(prediction.errors[0].hint));
  return prediction;
}

/// /health, again and again until `until` is settled; → how often it answered 200.
async function healthyWhile(server, until) {
  let over = false;
  let answers = 0;
  const watching = (async () => {
    while (!over) {
      const answer = await server.request("GET", "/health", { auth: false });
      assert.equal(answer.status, 200);
      answers++;
      await sleep(20);
    }
  })();
  await until.finally(() => (over = true));
  await watching;
  assert.ok(answers > 0);
}

for (const stage of jobStages) {
  test(`kill -9 of the server while ${stage}: COMPLETED once after the restart`, async (t) => {
    if (!hasTestHooks(t)) return;
    const dataDir = path.join(temporaryFolder(t), "data");
    const first = await startServer(t, { dataDir, env: { RW_FAIL: `job.${stage}:hang` } });
    const id = await upload(first);
    await reach(first, id, stage);
    const children = first.jobs();
    assert.equal(children.length, 1);
    await first.kill9();
    await gone(children);
    const second = await startServer(t, { dataDir });
    const { fence } = await completedOnce(second, id, 25_000); // a lease would take 30 s
    assert.equal(fence, "2");
  });
}

for (const stage of ["fetching", "storing"]) {
  test(`kill -9 of the server while ${stage}: COMPLETED once after the restart`, async (t) => {
    if (!hasTestHooks(t)) return;
    const dataDir = path.join(temporaryFolder(t), "data");
    const first = await startServer(t, { dataDir, env: { RW_FAIL: `run.${stage}:kill` } });
    await upload(first).catch(() => {}); // it may die before it answers
    await gone([first.pid()]);
    const second = await startServer(t, { dataDir });
    const { predictions } = (await second.request("GET", "/api/predictions")).body;
    assert.equal(predictions.length, 1);
    const { fence } = await completedOnce(second, predictions[0].id, 25_000);
    assert.equal(fence, "2");
  });
}

test("kill -9 of the job at each stage: COMPLETED by a second run", async (t) => {
  if (!hasTestHooks(t)) return;
  const fault = jobStages.map((stage) => `job.${stage}:sleep=800:once`).join(",");
  const server = await startServer(t, { env: { RW_FAIL: fault } });
  for (const stage of jobStages) {
    const id = await upload(server);
    await reach(server, id, stage);
    const [child] = server.jobs();
    assert.ok(child, "no job runs");
    process.kill(child, "SIGKILL");
    const { fence } = await completedOnce(server, id);
    assert.equal(fence, "2", stage);
  }
});

for (const [deed, code, env] of [
  ["crash", "job_crashed", {}],
  ["hang", "took_too_long", { RETAINWISE_JOB_DEADLINE_SECONDS: "1" }],
  ["oom", "needs_more_memory", { RETAINWISE_JOB_MEMORY_BYTES: String(256 << 20) }],
]) {
  test(`a file that makes its job ${deed} ends FAILED with the reason; the server goes on`, async (t) => {
    if (!hasTestHooks(t)) return;
    const server = await startServer(t, { env: { ...env, RW_FAIL: `job.learning:${deed}` } });
    const id = await upload(server);
    await healthyWhile(server, failedWith(server, id, code));
    const metrics = await server.request("GET", "/metrics");
    assert.match(metrics.text, /retainwise_predictions_total\{outcome="failed"\} 1/);
    assert.deepEqual(server.jobs(), []);
  });
}

test("SIGTERM hands back what is under way, spends no attempt and exits 0", async (t) => {
  if (!hasTestHooks(t)) return;
  const dataDir = path.join(temporaryFolder(t), "data");
  let id;
  for (let stops = 0; stops < 3; stops++) {
    // more often than a job may die
    const server = await startServer(t, { dataDir, env: { RW_FAIL: "job.learning:hang" } });
    id ??= await upload(server);
    await reach(server, id, "learning");
    const children = server.jobs();
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
    await gone(children);
  }
  const last = await startServer(t, { dataDir });
  const { fence } = await completedOnce(last, id, 25_000);
  assert.equal(fence, "4");
});

test("a server that stood still for longer than its lease changes nothing twice", async (t) => {
  if (!hasTestHooks(t)) return;
  const server = await startServer(t, {
    env: { RETAINWISE_LEASE_SECONDS: "1", RW_FAIL: "job.learning:sleep=2000:once" },
  });
  const id = await upload(server);
  await reach(server, id, "learning");
  process.kill(server.pid(), "SIGSTOP");
  await sleep(3_000);
  process.kill(server.pid(), "SIGCONT");
  await completedOnce(server, id);
});

test("cancel stops the job and leaves nothing of it", async (t) => {
  if (!hasTestHooks(t)) return;
  const server = await startServer(t, { env: { RW_FAIL: "job.learning:hang" } });
  const id = await upload(server);
  await reach(server, id, "learning");
  const children = server.jobs();
  assert.equal(children.length, 1);
  assert.equal((await server.request("POST", `/api/predictions/${id}/cancel`)).status, 202);
  await gone(children);
  assert.equal((await show(server, id)).status, "FAILED");
  assert.deepEqual(files(path.join(server.dataDir, "blobs/results")), []);
  while (files(path.join(server.dataDir, "scratch")).length > 0) await sleep(20);
});

test("a job is confined: system calls, memory, descriptors, environment, first to go", async (t) => {
  if (!hasTestHooks(t)) return;
  const server = await startServer(t, {
    env: { RW_FAIL: "job.learning:hang", AWS_SECRET_ACCESS_KEY: "canary" },
  });
  const id = await upload(server);
  await reach(server, id, "learning");
  const [child] = server.jobs();
  const proc = (name) => readFileSync(`/proc/${child}/${name}`, "utf8");
  assert.match(proc("status"), /^Seccomp:\s+2$/m);
  assert.match(proc("status"), /^NoNewPrivs:\s+1$/m);
  assert.match(proc("limits"), /^Max open files\s+64\s+64/m);
  assert.match(proc("limits"), /^Max core file size\s+0\s+0/m);
  assert.match(proc("limits"), /^Max address space\s+4\d{9}\s/m);
  assert.equal(proc("oom_score_adj").trim(), "1000");
  assert.ok(!proc("environ").includes("canary"));
  const open = readdirSync(`/proc/${child}/fd`).filter((number) => Number(number) > 2);
  assert.ok(open.length <= 3, `descriptors ${open}`); // its three results
});

test("a job ends when its input ends", (t) => {
  const folder = temporaryFolder(t);
  assert.equal(run(["job", folder], { input: "" }).code !== 0, true);
});
