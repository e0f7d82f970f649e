/// Callers of Clerk and of OpenID Connect providers, against the real program: who comes in, who does
/// not, whom they meet there, and how often their provider is asked. Numbers: docs/security.md.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import test from "node:test";

import { freePort, hasTool, run, sample, sleep, startServer, temporaryFolder } from "./harness.mjs";
import { checkAnswer } from "./schema.mjs";
import { macToken, makeKey, signTexts, signToken, startProvider } from "./provider.mjs";

/// A server whose callers come from `provider` as from Clerk.
const clerkServer = (t, provider, { env = {}, ...more } = {}) =>
  startServer(t, {
    workers: 0,
    env: { CLERK_ISSUER: provider.issuer, AUTHORIZED_PARTIES: "https://app.test", ...env },
    ...more,
  });

const asked = (provider) => provider.asked.filter((url) => url.endsWith("jwks.json")).length;

/// Sends bytes as they are; → everything until the server closes.
function raw(port, bytes) {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    socket.setTimeout(60_000, () => socket.destroy(new Error(`not closed: ${text.slice(-300)}`)));
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}

test("a Clerk session token uploads, lists and asks who it is", async (t) => {
  const provider = await startProvider(t);
  const server = await clerkServer(t, provider);
  const auth = provider.token();
  const upload = await server.upload(sample, { auth });
  assert.equal(upload.status, 201, upload.text);
  const list = await server.request("GET", "/api/predictions", { auth });
  assert.equal(list.status, 200);
  assert.equal(list.body.predictions[0].id, upload.body.prediction_id);
  const api = (await server.request("GET", "/api/openapi.json", { auth: false })).body;
  const me = await server.request("GET", "/api/me", { auth });
  checkAnswer(api, "GET", "/api/me", me);
  assert.equal(me.body.user.identity, "clerk");
  assert.equal(me.body.user.role, "owner");
  const again = await server.request("GET", "/api/me", { auth: provider.token({ sid: "sess_2" }) });
  assert.deepEqual(again.body, me.body, "another session of the same user");
  const ready = await server.request("GET", "/ready", { auth: false });
  checkAnswer(api, "GET", "/ready", ready);
  assert.deepEqual(ready.body.checks.identity, { ok: true });
  assert.equal(asked(provider), 1);
  assert.ok(!server.log().includes(auth.slice(0, 60)), "a token is never logged");
});

test("there is no owner key and no link where a provider tells callers apart", async (t) => {
  const provider = await startProvider(t);
  const server = await clerkServer(t, provider);
  assert.ok(!existsSync(path.join(server.dataDir, "owner.key")));
  assert.doesNotMatch(server.log(), /#link=/);
  const way = await server.request("GET", "/api/session", { auth: false });
  assert.deepEqual(way.body, { success: true, identity: "clerk", sign_in: null });
  const link = await server.request("POST", "/api/session", { auth: false, json: { link: "x" } });
  assert.equal(link.status, 404);
  const another = await server.request("POST", "/api/admin/links", { auth: provider.token() });
  assert.equal(another.status, 404);
  const reader = provider.token({ o: { id: "org_1", rol: "guest" } });
  assert.equal((await server.request("POST", "/api/admin/links", { auth: reader })).status, 403);
});

test("cases 1 to 18: every token that is wrong gets the same bytes", async (t) => {
  const provider = await startProvider(t);
  const server = await clerkServer(t, provider);
  const listened = await startProvider(t, [makeKey("evil")]);
  const [key] = provider.keys;
  const [evil] = listened.keys;
  const good = provider.token();
  const [head, body, signature] = good.split(".");
  const now = Math.floor(Date.now() / 1000);
  const without = (name) => provider.token({ [name]: undefined });
  const hostile = {
    "01 none": undefined,
    "01 empty": "",
    "01 basic": { authorization: "Basic dXNlcjpwYXNz" },
    "02 alg none": `${Buffer.from('{"alg":"none"}').toString("base64url")}.${body}.`,
    "02 alg nOnE": provider.token({}, { alg: "nOnE" }),
    "02 alg absent": provider.token({}, { alg: undefined }),
    "03 HS256 with the PEM": macToken(key.pem, provider.claims(), { kid: key.kid }),
    "03 HS256 with the JWK": macToken(JSON.stringify(key.jwk), provider.claims(), { kid: key.kid }),
    "04 RS512": provider.token({}, { alg: "RS512" }),
    "04 ES256": provider.token({}, { alg: "ES256" }),
    "06 own jwk": signToken(evil, provider.claims(), { jwk: evil.jwk, kid: undefined }),
    "06 jku": signToken(evil, provider.claims(), { jku: `${listened.issuer}/.well-known/jwks.json` }),
    "06 x5u": signToken(evil, provider.claims(), { x5u: `${listened.issuer}/cert`, kid: key.kid }),
    "07 kid is a path": provider.token({}, { kid: "../../dev/null" }),
    "07 kid is SQL": provider.token({}, { kid: "' or '1'='1" }),
    "07 kid of 8 kB": provider.token({}, { kid: "k".repeat(8000) }),
    "08 crit": provider.token({}, { crit: ["exp"] }),
    "08 b64": provider.token({}, { b64: false, crit: ["b64"] }),
    "08 doubled alg": signTexts(key, '{"alg":"none","alg":"RS256"}', JSON.stringify(provider.claims())),
    "08 doubled sub": signTexts(
      key,
      `{"alg":"RS256","kid":"${key.kid}"}`,
      JSON.stringify(provider.claims()).replace("{", '{"sub":"user_2",'),
    ),
    "08 two parts": `${head}.${body}`,
    "08 five parts": `${good}.a.b`,
    "08 padding": `${good}=`,
    "09 null signature": `${head}.${body}.${Buffer.alloc(256).toString("base64url")}`,
    "09 no signature": `${head}.${body}.`,
    "09 one character": `${head}.${body}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`,
    "09 of another token": `${head}.${provider.token({ sub: "user_2" }).split(".")[1]}.${signature}`,
    "09 of another key": signToken({ ...evil, kid: key.kid }, provider.claims()),
    "10 expired": provider.token({ exp: now - 10 }),
    "10 exp absent": without("exp"),
    "10 exp text": provider.token({ exp: String(now + 60) }),
    "10 nbf": provider.token({ nbf: now + 60 }),
    "10 iat": provider.token({ iat: now + 60 }),
    "11 iss with a slash": provider.token({ iss: `${provider.issuer}/` }),
    "11 iss absent": without("iss"),
    "12 azp absent": without("azp"),
    "12 azp longer": provider.token({ azp: "https://app.test.evil.test" }),
    "14 sub absent": without("sub"),
    "14 sub empty": provider.token({ sub: "" }),
    "14 sub array": provider.token({ sub: ["user_1"] }),
    "15 sid absent": without("sid"),
    "17 nonce": provider.token({ nonce: "n" }),
    "17 typ": provider.token({}, { typ: "handshake" }),
  };
  const answers = new Set();
  for (const [name, token] of Object.entries(hostile)) {
    const headers = typeof token === "object" ? token : {};
    const auth = typeof token === "string" ? token : false;
    const answer = await server.request("GET", "/api/me", { auth, headers });
    assert.equal(answer.status, 401, `${name}: ${answer.text}`);
    assert.equal(answer.headers.get("www-authenticate"), 'Bearer error="invalid_token"', name);
    answers.add(answer.text.replace(answer.body.request_id, "ID"));
  }
  assert.equal(answers.size, 1, [...answers].join("\n"));
  assert.deepEqual(listened.asked, [], "case 6: nothing is fetched from where a token says");
  const pending = await server.request("GET", "/api/me", { auth: provider.token({ sts: "pending" }) });
  assert.equal(pending.status, 403, "case 16");
  assert.equal((await server.request("GET", "/api/me", { auth: good })).status, 200);
  const metrics = await server.request("GET", "/metrics", { auth: good });
  assert.match(metrics.text, /retainwise_tokens_refused_total\{cause="signature"\} [1-9]/);
});

test("case 18: two headers, a cookie beside, a query and a trailer let nobody in", async (t) => {
  const provider = await startProvider(t);
  const server = await clerkServer(t, provider);
  const auth = provider.token();
  const line = `Authorization: Bearer ${auth}\r\n`;
  const start = `GET /api/me HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n`;
  assert.match(await raw(server.port, `${start}${line}\r\n`), /^HTTP\/1\.1 200/);
  assert.match(await raw(server.port, `${start}${line}${line}\r\n`), /^HTTP\/1\.1 400/);
  const cookie = `Cookie: retainwise_session_${server.port}=x\r\n`;
  assert.match(await raw(server.port, `${start}${line}${cookie}\r\n`), /^HTTP\/1\.1 401/);
  const query = start.replace("/api/me", `/api/me?access_token=${auth}`);
  assert.match(await raw(server.port, `${query}\r\n`), /^HTTP\/1\.1 401/);
  const chunked = `${start.replace("GET /api/me", "POST /api/predictions")}Content-Type: application/json\r\n`;
  const trailer = `${chunked}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n${line}\r\n`;
  assert.match(await raw(server.port, trailer), /^HTTP\/1\.1 401/);
});

test("two tenants see nothing of each other, and members of one see the same", async (t) => {
  const provider = await startProvider(t);
  const server = await clerkServer(t, provider);
  const own = provider.token({ sub: "user_1" });
  const stranger = provider.token({ sub: "user_2" });
  const inOrganisation = (sub, rol, id = "org_1") => provider.token({ sub, o: { id, rol } });
  const uploaded = await server.upload(sample, { auth: own });
  assert.equal(uploaded.status, 201);
  const shared = await server.upload(sample, { auth: inOrganisation("user_1", "member") });
  assert.equal(shared.status, 201);

  const ids = async (auth) => {
    const list = await server.request("GET", "/api/predictions", { auth });
    assert.equal(list.status, 200, list.text);
    return list.body.predictions.map((each) => each.id);
  };
  assert.deepEqual(await ids(own), [uploaded.body.prediction_id]);
  assert.deepEqual(await ids(stranger), []);
  assert.deepEqual(await ids(inOrganisation("user_2", "admin")), [shared.body.prediction_id]);
  assert.deepEqual(await ids(inOrganisation("user_2", "admin", "user_1")), [], "a name is not a tenant");
  for (const target of [
    `/api/predictions/${uploaded.body.prediction_id}`,
    `/api/uploads/${uploaded.body.upload_id}`,
    `/api/predictions/${uploaded.body.prediction_id}/download`,
  ]) {
    for (const auth of [stranger, inOrganisation("user_1", "member")]) {
      const answer = await server.request("GET", target, { auth });
      assert.equal(answer.status, 404, `${target}: ${answer.text}`);
    }
  }

  const viewer = inOrganisation("user_3", "guest");
  assert.deepEqual(await ids(viewer), [shared.body.prediction_id]);
  assert.equal((await server.upload(sample, { auth: viewer })).status, 403, "a viewer reads");
});

test("case 34: user_id must be the caller", async (t) => {
  const provider = await startProvider(t);
  const server = await clerkServer(t, provider);
  const auth = provider.token();
  const me = (await server.request("GET", "/api/me", { auth })).body.user.id;
  const send = (user) => {
    const form = new FormData();
    form.set("user_id", String(user));
    form.set("file", new Blob(["id,tenure\n1,2\n2,3\n"], { type: "text/csv" }), "a.csv");
    return server.request("POST", "/api/csv", { body: form, auth });
  };
  assert.equal((await send(me + 1)).status, 403);
  assert.equal((await send("user_1")).status, 403);
  assert.equal((await server.request("GET", "/api/uploads", { auth })).body.count, 0);
  assert.equal((await send(me)).status, 201);
});

test("cases 22 and 25: a new key works at once, and 10,000 unknown ones cause one fetch", async (t) => {
  const provider = await startProvider(t);
  const server = await clerkServer(t, provider);
  const before = provider.token();
  assert.equal((await server.request("GET", "/api/me", { auth: before })).status, 200);
  provider.keys = [makeKey("second")];
  const after = provider.token();
  assert.equal((await server.request("GET", "/api/me", { auth: after })).status, 200);
  const died = await server.request("GET", "/api/me", { auth: before });
  assert.equal(died.status, 401, "the key that signed it is gone, and so is what was remembered");
  assert.equal(asked(provider), 2);

  const body = Buffer.from("{}").toString("base64url");
  let requests = "";
  for (let i = 0; i < 10_000; ++i) {
    const head = Buffer.from(`{"alg":"RS256","kid":"random-${i}"}`).toString("base64url");
    const end = i === 9_999 ? "Connection: close\r\n" : "";
    requests += `GET /api/me HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n${end}Authorization: Bearer ${head}.${body}.AAAA\r\n\r\n`;
  }
  const answers = await raw(server.port, requests);
  assert.equal(answers.match(/HTTP\/1\.1 401/g).length, 10_000);
  assert.ok(asked(provider) <= 3, `the provider was asked ${asked(provider)} times`);
});

test("case 26: with the key given nothing is fetched", async (t) => {
  const provider = await startProvider(t);
  const [key] = provider.keys;
  const pem = key.pem.trim().replaceAll("\n", "\\n");
  const server = await clerkServer(t, provider, { env: { CLERK_JWT_KEY: pem } });
  assert.equal((await server.request("GET", "/api/me", { auth: provider.token() })).status, 200);
  const other = signToken(makeKey(key.kid), provider.claims());
  assert.equal((await server.request("GET", "/api/me", { auth: other })).status, 401);
  assert.equal((await server.request("GET", "/ready", { auth: false })).status, 200);
  assert.deepEqual(provider.asked, []);
});

test("case 23: while the provider is away its keys serve, and /ready says so", async (t) => {
  const provider = await startProvider(t);
  const server = await clerkServer(t, provider);
  const auth = provider.token();
  await provider.stop();
  const unknown = provider.token({}, { kid: "unknown" });
  assert.equal((await server.request("GET", "/api/me", { auth: unknown })).status, 401);
  assert.equal((await server.request("GET", "/api/me", { auth })).status, 200);
  const ready = await server.request("GET", "/ready", { auth: false });
  assert.equal(ready.status, 200);
  assert.match(ready.body.checks.identity.message, /does not answer; its keys of \d+ seconds ago serve/);
});

test("an OpenID Connect provider is found by its description, and tokens are for one audience", async (t) => {
  const provider = await startProvider(t);
  const env = { OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: "churn" };
  const server = await startServer(t, { workers: 0, env });
  const ask = async (more, header) =>
    (await server.request("GET", "/api/me", { auth: provider.token({ sid: undefined, ...more }, header) }))
      .status;
  assert.equal(await ask({ aud: "churn" }, { typ: "at+jwt" }), 200);
  assert.equal(await ask({ aud: ["other", "churn"] }), 200);
  assert.equal(await ask({ aud: "other" }), 401, "case 13");
  assert.equal(await ask({}), 401, "case 13");
  assert.equal(await ask({ aud: "churn", nonce: "n" }), 401, "case 17");
  assert.deepEqual(provider.asked, ["/.well-known/openid-configuration", "/.well-known/jwks.json"]);
  const production = run(["serve", "--listen", `127.0.0.1:${await freePort()}`], {
    cwd: temporaryFolder(t),
    env: { OIDC_ISSUER: provider.issuer, ENVIRONMENT: "production" },
  });
  assert.notEqual(production.code, 0);
  assert.match(production.stderr, /OIDC_AUDIENCE/);
});

/// The directives of the page's Content-Security-Policy that name somebody else.
async function foreigners(server) {
  const page = await server.request("GET", "/", { auth: false });
  const policy = page.headers.get("content-security-policy");
  assert.doesNotMatch(policy, /unsafe|\*|https?:(?!\/\/)/);
  return policy.split("; ").filter((each) => /:\/\/|blob:/.test(each));
}

test("the page is told how one signs in, and may ask whom it must for that, and nobody else", async (t) => {
  const provider = await startProvider(t);
  const way = async (server) => {
    const api = (await server.request("GET", "/api/openapi.json", { auth: false })).body;
    const answer = await server.request("GET", "/api/session", { auth: false });
    checkAnswer(api, "GET", "/api/session", answer);
    return answer.body;
  };
  const oidc = await startServer(t, {
    workers: 0,
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_AUDIENCE: "churn",
      OIDC_CLIENT_ID: "page",
      OIDC_SCOPE: "openid offline_access",
    },
  });
  assert.deepEqual(await way(oidc), {
    success: true,
    identity: "oidc",
    sign_in: "oidc",
    oidc: {
      issuer: provider.issuer,
      client_id: "page",
      scope: "openid offline_access",
      audience: "churn",
      addresses: {
        authorization_endpoint: `${provider.issuer}/auth`,
        token_endpoint: `${provider.issuer}/token`,
        end_session_endpoint: `${provider.issuer}/out`,
        revocation_endpoint: null,
      },
    },
  });
  assert.deepEqual(await foreigners(oidc), [`connect-src 'self' ${provider.issuer}`]);
  assert.match(oidc.log(), /redirect URI: http:\/\/127\.0\.0\.1:\d+\/sign-in\/return/);

  const { host } = new URL(provider.issuer);
  const key = `pk_test_${Buffer.from(`${host}$`).toString("base64")}`;
  const clerk = await clerkServer(t, provider, { env: { CLERK_PUBLISHABLE_KEY: key } });
  assert.deepEqual(await way(clerk), {
    success: true,
    identity: "clerk",
    sign_in: "clerk",
    clerk: { publishable_key: key },
  });
  assert.deepEqual(await foreigners(clerk), [
    `script-src 'self' https://${host}`,
    `connect-src 'self' https://${host}`,
    "worker-src blob:",
  ]);

  const closed = await clerkServer(t, provider);
  assert.deepEqual(await way(closed), { success: true, identity: "clerk", sign_in: null });
  assert.deepEqual(await foreigners(closed), []);
  assert.match(closed.log(), /API only: CLERK_PUBLISHABLE_KEY is not set/);
});

test("a provider that is away from the start is asked again by who wants to sign in", async (t) => {
  const provider = await startProvider(t);
  const { port } = new URL(provider.issuer);
  await provider.stop();
  const env = { OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: "churn", OIDC_CLIENT_ID: "page" };
  const folder = path.join(temporaryFolder(t), "data");
  const started = startServer(t, { workers: 0, env, dataDir: folder });
  const file = path.join(folder, "server.json");
  while (!existsSync(file)) await sleep(20);
  const { url } = JSON.parse(readFileSync(file, "utf8"));
  const way = async () => (await (await fetch(`${url}/api/session`)).json()).oidc;
  assert.equal((await way()).addresses, null);
  await provider.start(port);
  const end = Date.now() + 20_000;
  while ((await way()).addresses === null && Date.now() < end) await sleep(200);
  assert.equal((await way()).addresses.token_endpoint, `${provider.issuer}/token`);
  const server = await started;
  assert.deepEqual(await foreigners(server), [`connect-src 'self' ${provider.issuer}`]);
});

test("case 27: a provider that calls itself otherwise ends the start", async (t) => {
  const provider = await startProvider(t);
  provider.named = `${provider.issuer}/`;
  const env = { OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: "churn" };
  const start = startServer(t, { workers: 0, env });
  await assert.rejects(start, /it ended .*OIDC_ISSUER is .* but the provider there calls itself/s);
});

test("case 20: what a removed user still holds lets nobody in and makes no row", async (t) => {
  if (!hasTool(t, "python3")) return;
  const provider = await startProvider(t);
  const dataDir = path.join(temporaryFolder(t), "data");
  const first = await clerkServer(t, provider, { dataDir });
  const auth = provider.token({ exp: Math.floor(Date.now() / 1000) + 600 });
  assert.equal((await first.request("GET", "/api/me", { auth })).status, 200);
  await first.stop();
  const sql = (text) => {
    const code = "import sqlite3,sys; d=sqlite3.connect(sys.argv[1]); r=d.execute(sys.argv[2]).fetchall(); d.commit(); print(r)";
    const done = spawnSync("python3", ["-c", code, path.join(dataDir, "retainwise.db"), text], {
      encoding: "utf8",
    });
    assert.equal(done.status, 0, done.stderr);
    return done.stdout.trim();
  };
  sql("update users set gone_at = 1 where subject = 'user_1'");
  sql("delete from memberships");
  const second = await clerkServer(t, provider, { dataDir });
  assert.equal((await second.request("GET", "/api/me", { auth })).status, 401);
  assert.equal((await second.upload(sample, { auth })).status, 401);
  await second.stop();
  assert.equal(sql("select count(*) from memberships"), "[(0,)]");
});
