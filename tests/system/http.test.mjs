/// The wire of the real program: every answer fits the OpenAPI file, the main job by plain requests,
/// an upload in little memory, hostile bytes on raw sockets.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import test from "node:test";

import { hasTool, run, sample, sleep, startServer, temporaryFolder } from "./harness.mjs";
import { checkAnswer } from "./schema.mjs";

const nobody = "00000000-0000-7000-8000-000000000000";

/// Sends bytes as they are; → everything that comes back until the server closes.
function raw(port, bytes, within = 10_000) {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    socket.setTimeout(within, () => socket.destroy(new Error(`not closed: ${text}`)));
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}

const answersIn = (text) => text.match(/^HTTP\/1\.1 \d{3}/gm) ?? [];

test("every answer is what the OpenAPI file says", async (t) => {
  const server = await startServer(t, { env: { DEMO_MODE: "true" } });
  const api = (await server.request("GET", "/api/openapi.json", { auth: false })).body;
  assert.equal(api.openapi, "3.1.0");
  const seen = new Set();
  const ask = async (status, method, pattern, params = {}, more = {}) => {
    const target = Object.entries(params).reduce((at, [k, v]) => at.replace(`{${k}}`, v), pattern);
    const answer = await server.request(method, target + (more.query ?? ""), more);
    assert.equal(answer.status, status, `${method} ${target}: ${answer.text}`);
    checkAnswer(api, method, pattern, answer);
    seen.add(`${method.toLowerCase()} ${pattern}`);
    return answer;
  };

  const upload = await server.upload(sample, { headers: { prefer: "wait=60" } });
  assert.equal(upload.status, 201, upload.text);
  checkAnswer(api, "POST", "/api/csv", upload);
  seen.add("post /api/csv");
  assert.equal(upload.headers.get("preference-applied"), "wait=60");
  assert.equal(upload.body.prediction_status, "COMPLETED");
  const id = upload.body.prediction_id;
  checkAnswer(api, "POST", "/api/csv", await server.upload("", { filename: "empty.csv" }));
  checkAnswer(api, "POST", "/api/csv", await server.upload(sample, { auth: "wrong" }));

  for (const path of ["/health", "/healthz", "/ready", "/readyz"])
    await ask(200, "GET", path, {}, { auth: false });
  const wayIn = await ask(200, "GET", "/api/session", {}, { auth: false });
  assert.deepEqual(wayIn.body, { success: true, identity: "local", sign_in: "link" });
  for (const path of ["/version", "/metrics", "/api/me", "/api/samples", "/api/openapi.json"])
    await ask(200, "GET", path);
  await ask(401, "GET", "/api/me", {}, { auth: false });
  await ask(200, "GET", "/api/samples/{name}", { name: "customers.csv" });
  await ask(200, "GET", "/api/uploads");
  await ask(200, "GET", "/api/uploads/{id}", { id: upload.body.upload_id });
  const stored = { json: { upload_id: upload.body.upload_id } };
  await ask(200, "POST", "/api/csv/preview", {}, stored);
  await ask(404, "POST", "/api/csv/preview", {}, { json: { upload_id: 999999 } });
  await ask(422, "POST", "/api/csv/preview", {}, { json: { ...stored.json, options: { seed: -1 } } });
  await ask(200, "GET", "/api/predictions");
  await ask(422, "GET", "/api/predictions", {}, { query: "?limit=0" });
  await ask(400, "GET", "/api/predictions", {}, { query: "?cursor=x" });
  await ask(200, "GET", "/api/predictions/{id}", { id });
  await ask(404, "GET", "/api/predictions/{id}", { id: nobody });
  const page = await ask(200, "GET", "/api/predictions/{id}/customers", { id }, { query: "?limit=7" });
  assert.equal(page.body.customers.length, 7);
  const next = `?limit=7&cursor=${page.body.next_cursor}`;
  const second = await ask(200, "GET", "/api/predictions/{id}/customers", { id }, { query: next });
  assert.notDeepEqual(second.body.customers[0], page.body.customers[0]);
  const row = page.body.customers[0].row;
  await ask(200, "GET", "/api/predictions/{id}/customers/{row}", { id, row });
  await ask(404, "GET", "/api/predictions/{id}/customers/{row}", { id, row: 99999999 });
  const model = (await ask(200, "GET", "/api/models")).body.models[0].id;
  const one = "/api/models/{id}";
  await ask(200, "GET", one, { id: model });
  await ask(200, "PATCH", one, { id: model }, { json: { name: "first" } });
  await ask(200, "GET", `${one}/export`, { id: model });
  await ask(200, "GET", `${one}/shapes`, { id: model });
  const values = (await server.request("GET", `/api/predictions/${id}/customers/${row}`)).body.customer;
  const named = Object.fromEntries(values.cells.map(({ column, value }) => [column, value]));
  await ask(200, "POST", "/api/score", {}, { json: { model, rows: [named] } });
  const whatIf = "/api/predictions/{id}/customers/{row}/what-if";
  await ask(200, "POST", whatIf, { id, row }, { json: { changes: {} } });
  await ask(204, "DELETE", one, { id: model });
  await ask(200, "GET", "/api/predictions/download_predictions/{id}", { id });
  const link = await ask(200, "GET", "/api/predictions/{id}/download", { id },
                         { headers: { accept: "application/json" } });
  const token = link.body.download_url.split("/").pop();
  const file = await ask(200, "GET", "/api/downloads/{token}", { token }, { auth: false });
  assert.equal(file.text, await server.download(id));
  await ask(403, "GET", "/api/downloads/{token}", { token: "x" }, { auth: false });
  const etag = file.headers.get("etag");
  for (const [status, headers] of [
    [304, { "if-none-match": etag }],
    [206, { range: "bytes=5-", "if-range": etag }],
    [416, { range: `bytes=${file.text.length * 4}-` }],
  ]) {
    await ask(status, "GET", "/api/predictions/{id}/download", { id }, { headers });
    await ask(status, "GET", "/api/downloads/{token}", { token }, { headers, auth: false });
  }
  await ask(400, "GET", "/api/predictions", {}, { query: "?limit=1&limit=2" });
  await ask(409, "POST", "/api/predictions/{id}/retry", { id });
  await ask(409, "POST", "/api/predictions/{id}/cancel", { id });
  await ask(200, "POST", "/api/predictions/{id}/process-demo", { id });
  const again = { json: { upload_id: upload.body.upload_id, options: { seed: 3 } } };
  const other = (await ask(201, "POST", "/api/predictions", {}, again)).body.prediction.id;
  await server.waitFor(other);
  await ask(204, "DELETE", "/api/predictions/{id}", { id: other });
  await ask(204, "DELETE", "/api/uploads/{id}", { id: upload.body.upload_id });
  const secret = (await server.link()).split("link=")[1];
  await ask(200, "POST", "/api/session", {}, { auth: false, json: { link: secret } });
  await ask(401, "POST", "/api/session", {}, { auth: false, json: { link: secret } });
  await ask(204, "DELETE", "/api/session");
  await ask(401, "POST", "/api/admin/links", {}, { auth: false });
  const another = (await ask(201, "POST", "/api/admin/links")).body.link;
  await ask(200, "POST", "/api/session", {}, { auth: false, json: { link: another } });
  const stream = await fetch(`${server.url}/api/predictions/events`, {
    headers: { authorization: `Bearer ${server.key}` },
  });
  assert.equal(stream.status, 200);
  assert.match(stream.headers.get("content-type"), /^text\/event-stream/);
  await stream.body.cancel();
  seen.add("get /api/predictions/events");

  const described = Object.entries(api.paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => method !== "parameters")
      .map((method) => `${method} ${path}`),
  );
  assert.deepEqual([...seen].sort(), described.sort(), "every operation was asked for");
});

test("events tell a prediction's way to COMPLETED, and go on after Last-Event-ID", async (t) => {
  const server = await startServer(t);
  const follow = async (headers, wanted) => {
    const stop = new AbortController();
    const answer = await fetch(`${server.url}/api/predictions/events`, {
      headers: { authorization: `Bearer ${server.key}`, ...headers },
      signal: stop.signal,
    });
    let text = "";
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
      text += part;
      if (wanted.test(text)) break;
    }
    stop.abort();
    return text;
  };
  const heard = follow({}, /"status":"COMPLETED"/);
  await sleep(200); // the stream begins with what changes from now on
  await server.upload(sample);
  const text = await heard;
  assert.match(text, /"status":"PROCESSING","stage":"/);
  const last = /id: (\d+)\nevent: prediction/.exec(text)[1];
  assert.match(await follow({ "last-event-id": String(last - 1) }, /COMPLETED/), /^retry/);
});

test("curl uploads, lists and downloads", async (t) => {
  if (!hasTool(t, "curl")) return;
  const server = await startServer(t);
  const curl = (...args) => {
    const key = `Authorization: Bearer ${server.key}`;
    const done = spawnSync("curl", ["-sS", "--fail-with-body", "-H", key, ...args], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    assert.equal(done.status, 0, done.stdout + done.stderr);
    return done.stdout;
  };
  const url = `${server.url}/api`;
  const accepted = JSON.parse(curl("-H", "Prefer: wait=60", "-F", `file=@${sample}`, `${url}/csv`));
  assert.equal(accepted.prediction_status, "COMPLETED");
  assert.equal(JSON.parse(curl(`${url}/predictions`)).count, 1);
  const csv = curl(`${url}/predictions/${accepted.prediction_id}/download`);
  const lines = (text) => text.trimEnd().split("\n").length;
  assert.equal(lines(csv), lines(readFileSync(sample, "utf8")));
});

test("curl goes on with a download that broke off", async (t) => {
  if (!hasTool(t, "curl")) return;
  const server = await startServer(t);
  const upload = await server.upload(sample, { headers: { prefer: "wait=60" } });
  const id = upload.body.prediction_id;
  const whole = await server.download(id);
  const file = path.join(temporaryFolder(t), "result.csv");
  writeFileSync(file, Buffer.from(whole).subarray(0, 10_000));
  const key = ["-H", `Authorization: Bearer ${server.key}`];
  const url = `${server.url}/api/predictions/${id}/download`;
  const done = spawnSync("curl", ["-sS", "-f", "-C", "-", "-o", file, "-w", "%{http_code}", ...key, url]);
  assert.equal(done.stdout.toString(), "206", done.stderr.toString());
  assert.equal(readFileSync(file, "utf8"), whole);
});

test("a server whose port is taken leaves no data folder behind", async (t) => {
  const server = await startServer(t);
  const dataDir = path.join(temporaryFolder(t), "data");
  const refused = run(["serve", "--data-dir", dataDir, "--listen", `127.0.0.1:${server.port}`]);
  assert.equal(refused.code, 4, refused.stderr);
  assert.match(refused.stderr, /Somebody listens on 127\.0\.0\.1:\d+ already/);
  assert.equal(existsSync(dataDir), false);
});

test("an upload of 200 MB takes no more than 32 MB", async (t) => {
  const server = await startServer(t, { workers: 0 });
  const privateBytes = () => {
    const status = readFileSync(`/proc/${server.pid()}/status`, "utf8");
    return Number(/RssAnon:\s+(\d+) kB/.exec(status)[1]) * 1024;
  };
  const before = privateBytes();
  const block = Buffer.from("1234567,yes,3.25,some text that fills the row\n".repeat(22_000));
  const form = (name) => `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  let highest = 0;
  const parts = async function* () {
    yield Buffer.from(form("big.csv") + "id,churn,x,note\n");
    for (let i = 0; i < 200; ++i) {
      yield block;
      highest = Math.max(highest, privateBytes());
    }
    yield Buffer.from("\r\n--b--\r\n");
  };
  const answer = await fetch(`${server.url}/api/csv`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${server.key}`,
      "content-type": "multipart/form-data; boundary=b",
    },
    body: ReadableStream.from(parts()),
    duplex: "half",
  });
  assert.equal(answer.status, 201, await answer.text());
  assert.ok(highest - before <= 32 << 20, `it took ${(highest - before) >> 20} MiB more`);
});

test("bytes that two servers could read differently get one 4xx or 5xx and a closed door", async (t) => {
  const server = await startServer(t);
  const host = `Host: 127.0.0.1:${server.port}\r\n`;
  const next = `GET /health HTTP/1.1\r\n${host}\r\n`;
  const post = `POST /api/predictions HTTP/1.1\r\n${host}Authorization: Bearer ${server.key}\r\n`;
  const json = `${post}Content-Type: application/json\r\n`;
  const hostile = {
    "CL and TE": `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    "TE twice": `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    "TE identity": `${post}Transfer-Encoding: identity\r\n\r\n`,
    "TE with a tab": `${post}Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n`,
    "TE with \\xa0": `${post}Transfer-Encoding: \xa0chunked\r\n\r\n0\r\n\r\n`,
    "CL list": `${post}Content-Length: 2, 2\r\n\r\n{}`,
    "CL signed": `${post}Content-Length: +2\r\n\r\n{}`,
    "CL huge": `${post}Content-Length: 9223372036854775808\r\n\r\n{}`,
    "chunk size 0x": `${json}Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n`,
    "chunk bare LF": `${json}Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n`,
    "chunk without end": `${json}Transfer-Encoding: chunked\r\n\r\n2\r\n{}0\r\n\r\n`,
    "no Host": `GET /health HTTP/1.1\r\n\r\n`,
    "two Hosts": `GET /health HTTP/1.1\r\n${host}${host}\r\n`,
    "Host with @": `GET /health HTTP/1.1\r\nHost: a@b\r\n\r\n`,
    "folded": `GET /health HTTP/1.1\r\n${host}A: b\r\n c\r\n\r\n`,
    "space before colon": `GET /health HTTP/1.1\r\n${host}A : b\r\n\r\n`,
    "NUL in a value": `GET /health HTTP/1.1\r\n${host}A: b\0c\r\n\r\n`,
    "bare LF": `GET /health HTTP/1.1\n${host}\n`,
    "HTTP/0.9": `GET /health\r\n`,
    "HTTP/2": `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
    "TRACE": `TRACE /health HTTP/1.1\r\n${host}\r\n`,
    "lower case": `get /health HTTP/1.1\r\n${host}\r\n`,
    "long target": `GET /${"a".repeat(9000)} HTTP/1.1\r\n${host}\r\n`,
    "many fields": `GET /health HTTP/1.1\r\n${host}${"A: b\r\n".repeat(101)}\r\n`,
    "%2f": `GET /a%2fb HTTP/1.1\r\n${host}\r\n`,
    "dots": `GET /assets/../../etc/passwd HTTP/1.1\r\n${host}\r\n`,
    "escaped dots": `GET /%2e%2e/etc/passwd HTTP/1.1\r\n${host}\r\n`,
    "other host": `GET http://evil.test/health HTTP/1.1\r\n${host}\r\n`,
    "TLS": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  };
  for (const [name, bytes] of Object.entries(hostile)) {
    const text = await raw(server.port, bytes + next);
    assert.equal(answersIn(text).length, 1, `${name}: ${text}`);
    assert.match(text, /^HTTP\/1\.1 (400|405|414|417|421|431|501|505) /, name);
    assert.match(text, /\r\nConnection: close\r\n/, name);
    assert.match(text, /application\/problem\+json/, name);
  }
});

test("a head that comes too slowly is answered 408", async (t) => {
  const server = await startServer(t);
  const text = await raw(server.port, "GET /health HTTP/1.1\r\nHost: 127", 15_000);
  assert.match(text, /^HTTP\/1\.1 408 /);
});

test("SIGTERM ends streams and waits, and the program exits with 0", async (t) => {
  const server = await startServer(t, { workers: 0 });
  const headers = { authorization: `Bearer ${server.key}` };
  const stream = await fetch(`${server.url}/api/predictions/events`, { headers });
  const waiting = server.upload(sample, { headers: { prefer: "wait=60" } });
  while ((await server.request("GET", "/api/predictions")).body.count === 0) await sleep(20);
  const ended = server.stop();
  assert.equal((await waiting).status, 201);
  assert.equal((await ended).code, 0);
  assert.match(await stream.text(), /^retry/);
});

test("what a page's files and names are never becomes a path", async (t) => {
  const folder = temporaryFolder(t);
  const server = await startServer(t, { dataDir: `${folder}/data` });
  for (const name of ["../../x", "C:\\x", ".htaccess", "\u202Efdp.csv", "x".repeat(3000), 'a"b;c.csv']) {
    const answer = await server.upload("id,churn,x\n1,yes,2\n2,no,3\n", { filename: name });
    assert.equal(answer.status, 201, name);
    assert.match(answer.body.object_key, /^uploads\/[A-Za-z0-9_-]+\/[A-Za-z0-9._-]+$/);
  }
});
