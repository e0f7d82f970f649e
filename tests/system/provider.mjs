/// An identity provider of the tests' own: it signs tokens, publishes its keys and counts who asks.
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import http from "node:http";

import { atEnd } from "./harness.mjs";

const encoded = (value) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/// An RSA key pair with a kid.
export function makeKey(kid, modulusLength = 2048) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength });
  return {
    kid,
    privateKey,
    jwk: { ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" },
    pem: publicKey.export({ type: "spki", format: "pem" }),
  };
}

/// header.payload.signature by RS256; a header member that is undefined is left out.
export function signToken(key, claims, header = {}) {
  const input = `${encoded({ alg: "RS256", kid: key.kid, typ: "JWT", ...header })}.${encoded(claims)}`;
  return `${input}.${sign("sha256", Buffer.from(input), key.privateKey).toString("base64url")}`;
}

/// The same with texts instead of objects, for what no JSON writer writes.
export function signTexts(key, header, claims) {
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${sign("sha256", Buffer.from(input), key.privateKey).toString("base64url")}`;
}

/// By HMAC with `secret`: what must not be taken for RSA.
export function macToken(secret, claims, header = {}) {
  const input = `${encoded({ alg: "HS256", typ: "JWT", ...header })}.${encoded(claims)}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

/// Serves keys on a free port of the loopback until the test `t` ends.
export async function startProvider(t, keys = [makeKey("first")]) {
  const provider = { keys, asked: [], issuer: "", named: undefined };
  const server = http.createServer((request, response) => {
    provider.asked.push(request.url);
    const answers = {
      "/.well-known/jwks.json": () => ({ keys: provider.keys.map((key) => key.jwk) }),
      "/.well-known/openid-configuration": () => ({
        issuer: provider.named ?? provider.issuer,
        jwks_uri: `${provider.issuer}/.well-known/jwks.json`,
        authorization_endpoint: `${provider.issuer}/auth`,
        token_endpoint: `${provider.issuer}/token`,
        end_session_endpoint: `${provider.issuer}/out`,
      }),
    };
    const answer = answers[request.url];
    response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ? answer() : {}));
  });
  /// Again, after stop().
  provider.start = (port = 0) =>
    new Promise((resolve) => server.listen(Number(port), "127.0.0.1", resolve));
  await provider.start();
  provider.issuer = `http://127.0.0.1:${server.address().port}`;
  provider.stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  atEnd(t, provider.stop);
  const now = () => Math.floor(Date.now() / 1000);
  /// What Clerk says of a signed-in user, with `more` put over it.
  provider.claims = (more = {}) => ({
    iss: provider.issuer,
    sub: "user_1",
    azp: "https://app.test",
    sid: "sess_1",
    iat: now(),
    nbf: now(),
    exp: now() + 60,
    ...more,
  });
  provider.token = (more = {}, header = {}, key = provider.keys[0]) =>
    signToken(key, provider.claims(more), header);
  return provider;
}
