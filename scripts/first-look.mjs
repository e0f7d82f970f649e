/// first-look.mjs PORT: starts the program on ./retainwise-data, sees that the sample file has been
/// uploaded and predicted, prints what came out and the sign-in link, and serves until Ctrl-C.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import net from "node:net";

const port = Number(process.argv[2]);
const url = `http://127.0.0.1:${port}`;
const dataDir = "./retainwise-data";
const sample = "examples/customers.csv";

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function refuse(message) {
  console.error(message);
  process.exit(1);
}

/// undefined, or why nobody can listen there ("EADDRINUSE", "EACCES" …).
function obstacleAtPort() {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", ({ code }) => resolve(code));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(undefined)));
  });
}

function startServer() {
  const server = spawn(
    "build/release/retainwise",
    ["serve", "--data-dir", dataDir, "--listen", `127.0.0.1:${port}`],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? "warning" },
    },
  );
  server.said = "";
  server.stdout.setEncoding("utf8").on("data", (text) => (server.said += text));
  server.on("close", (code, signal) => process.exit(signal ? 1 : code));
  // This ends when the server has ended. After Ctrl-C, which reaches it by itself, a second signal
  // changes nothing.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  return server;
}

async function untilReady() {
  for (;;) {
    const answer = await fetch(`${url}/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(20);
  }
}

async function request(method, target, body) {
  const key = readFileSync(`${dataDir}/owner.key`, "utf8").trim();
  const answer = await fetch(url + target, {
    method,
    body,
    headers: { authorization: `Bearer ${key}` },
  });
  const json = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${target}: ${json.detail ?? json.title}`);
  return json;
}

/// The sample's prediction: the one of an earlier start, else a new one.
async function sampleId() {
  const { predictions } = await request("GET", "/api/predictions?q=customers.csv");
  const earlier = predictions.find(
    ({ filename, status }) => filename === "customers.csv" && status !== "FAILED",
  );
  if (earlier) return earlier.id;
  const form = new FormData();
  form.set("file", new Blob([readFileSync(sample)], { type: "text/csv" }), "customers.csv");
  return (await request("POST", "/api/csv", form)).prediction_id;
}

async function untilCompleted(id) {
  for (;;) {
    const { prediction } = await request("GET", `/api/predictions/${id}`);
    if (prediction.status === "COMPLETED") return prediction.metrics_json;
    if (prediction.status === "FAILED") throw new Error(`${sample}: ${prediction.error_message}`);
    await sleep(100);
  }
}

const percent = (share) => `${Math.round(share * 100)}%`;

function describe({ column, value, factor }) {
  return `${column} = ${value === "" ? "(blank)" : value}: ${factor.toPrecision(2)} × the odds`;
}

function printSummary({ rows, states, roc_auc, risk, top }) {
  const keepable = states.active + states.unknown;
  console.log(`\n${sample}: ${rows} customers, of whom ${states.left} have left.`);
  console.log(
    `How good: ROC-AUC ${roc_auc.value.toFixed(3)} ` +
      `(95% interval ${roc_auc.low.toFixed(3)} to ${roc_auc.high.toFixed(3)}), ` +
      "measured on customers the model had not seen.",
  );
  console.log(`At high risk: ${risk.keepable.high} of the ${keepable} who can still be kept. First:`);
  for (const { risk_rank, id, churn_probability, reasons } of top.slice(0, 3)) {
    console.log(`  ${risk_rank}. ${id}: ${percent(churn_probability)} likely to leave`);
    for (const reason of reasons.slice(0, 3)) console.log(`       ${describe(reason)}`);
  }
}

async function linkOf(server) {
  for (;;) {
    const found = /http:\/\/127\.0\.0\.1:\d+\/\S*#\S+/.exec(server.said);
    if (found) return found[0];
    await sleep(20);
  }
}

if (!Number.isInteger(port) || port < 1 || port > 65535) {
  refuse(`PORT=${process.argv[2]} is no port: a number from 1 to 65535 is.`);
}
const obstacle = await obstacleAtPort();
if (obstacle) {
  const why = obstacle === "EADDRINUSE" ? "is taken" : `cannot be used (${obstacle})`;
  refuse(`Port ${port} ${why}. Choose another one: make run PORT=${port < 65535 ? port + 1 : 8080}`);
}
const server = startServer();
try {
  await untilReady();
  printSummary(await untilCompleted(await sampleId()));
  console.log(`\nOpen (works once, for 10 minutes):\n  ${await linkOf(server)}`);
  console.log("\nServing until Ctrl-C.");
} catch (error) {
  if (server.exitCode === null) {
    console.error(error.message);
    process.exitCode = 1;
    server.removeAllListeners("close");
    server.kill("SIGTERM");
  }
}
