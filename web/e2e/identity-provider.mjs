/// An identity provider that is not ours: oidc-provider, certified by the OpenID Foundation, with a
/// sign-in page of the tests' own. Everything is kept in memory.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import http from "node:http";

import { Provider } from "oidc-provider";

import { freePort } from "../../tests/system/harness.mjs";

export const clientId = "retainwise-page";
export const api = "https://churn.example.com/api";

const page = (body) =>
  `<!doctype html><html lang="en"><head><title>Provider</title><link rel="icon" href="data:,"></head><body><main><h1>Provider</h1>${body}</main></body></html>`;

/// For the page at `app` ("http://127.0.0.1:8080"), on a free port until the test `t` ends.
/// `audience`: of its access tokens; `opaque`: they are none that anybody else can read;
/// `seconds`: how long they last.
export async function startIdentityProvider(
  t,
  app,
  { audience = api, opaque = false, seconds = 300 } = {},
) {
  const port = await freePort();
  // Another site than the page's, as it is in the world.
  const issuer = `http://localhost:${port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        redirect_uris: [`${app}/sign-in/return`],
        post_logout_redirect_uris: [`${app}/sign-in`],
      },
    ],
    clientBasedCORS: (_, origin) => origin === app,
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: () => true,
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope("openid");
      grant.addResourceScope(api, "openid");
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: !opaque,
        getResourceServerInfo: () => ({
          audience,
          scope: "",
          accessTokenTTL: seconds,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
      rpInitiatedLogout: {
        logoutSource(context, form) {
          context.body = page(
            `${form}<button form="op.logoutForm" name="logout" value="yes">Leave</button>`,
          );
        },
      },
    },
  });
  const asked = [];
  const answer = provider.callback();
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const [, uid] = /^\/interaction\/([\w-]+)/.exec(request.url) ?? [];
    if (!uid) return answer(request, response);
    interact(provider, uid, request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  t.after(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return { issuer, asked };
}

/// Asks who one is; "nobody" is refused.
async function interact(provider, uid, request, response) {
  if (request.method === "GET") {
    const choice = (name) => `<button name="name" value="${name}">I am ${name}</button>`;
    response.writeHead(200, { "content-type": "text/html" });
    response.end(
      page(
        `<form method="post" action="/interaction/${uid}">${["anna", "bela", "nobody"].map(choice).join("")}</form>`,
      ),
    );
    return;
  }
  let body = "";
  for await (const chunk of request) body += chunk;
  const accountId = new URLSearchParams(body).get("name");
  const result =
    accountId === "nobody"
      ? { error: "access_denied", error_description: "This account may not use the application." }
      : { login: { accountId } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
