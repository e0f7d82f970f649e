/// Signing in by Clerk, with Clerk's React SDK as it is and a script in the place of Clerk's own, whose
/// host cannot be reached here: it has the session and the tokens that Clerk's would have.
import assert from "node:assert/strict";
import { test } from "node:test";

import { startServer } from "../../tests/system/harness.mjs";
import { startProvider } from "../../tests/system/provider.mjs";
import { assertNoComplaints, openBrowser, openPage } from "./browser.mjs";

/// What the SDK asks of the script, and what the page asks of the SDK.
function fakeScript() {
  const listeners = [];
  const signedIn = () => sessionStorage.getItem("fake-clerk") === "in";
  window.Clerk = {
    loaded: false,
    status: "loading",
    version: "0",
    on(event, listener, { notify } = {}) {
      listeners.push(listener);
      if (notify) listener(this.status);
    },
    off() {},
    addListener: () => () => {},
    get session() {
      return signedIn() ? { getToken: () => window.fakeToken() } : null;
    },
    load() {
      this.loaded = true;
      this.status = "ready";
      for (const listener of listeners) listener("ready");
      return Promise.resolve();
    },
    redirectToSignIn({ signInForceRedirectUrl: back }) {
      sessionStorage.setItem("fake-clerk", "in");
      location.assign(back);
      return Promise.resolve();
    },
    signOut({ redirectUrl }) {
      sessionStorage.removeItem("fake-clerk");
      location.assign(redirectUrl);
      return Promise.resolve();
    },
  };
}

/// A server whose callers come by the Clerk instance `host`, whose keys are `provider`'s.
async function startBoth(t) {
  const provider = await startProvider(t);
  const { host } = new URL(provider.issuer);
  const key = `pk_test_${Buffer.from(`${host}$`).toString("base64")}`;
  const server = await startServer(t, {
    workers: 0,
    env: { CLERK_ISSUER: provider.issuer, CLERK_PUBLISHABLE_KEY: key },
  });
  return { provider, host, server };
}

test("the page loads Clerk's script from its instance alone, and carries its tokens", async (t) => {
  const { provider, host, server } = await startBoth(t);
  const page = await openPage(await openBrowser(t), server, {
    provider: `https://${host}/npm/@clerk/`,
  });
  const scripts = [];
  await page.route(`https://${host}/**`, (route) => {
    scripts.push(route.request().url());
    return route.fulfill({
      contentType: "text/javascript",
      headers: { "access-control-allow-origin": "*" },
      body: `(${fakeScript})();`,
    });
  });
  let given = 0;
  await page.exposeFunction("fakeToken", () => (given++, provider.token()));
  const signIn = page.getByRole("button", { name: "Sign in with Clerk" });

  await page.goto(`${server.url}/models?a=1`);
  await signIn.click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  assert.equal(page.url(), `${server.url}/models?a=1`);
  assert.ok(given > 0);
  assert.ok(
    scripts.every((url) => /\/@clerk\/clerk-js@[^/]+\/dist\/clerk\.browser\.js$/.test(url)),
    String(scripts),
  );
  await page.getByRole("button", { name: "Sign out" }).click();
  await signIn.waitFor();
  assert.equal(page.url(), `${server.url}/sign-in`);
  await page.goto(`${server.url}/models`);
  await signIn.waitFor();
  assertNoComplaints(page);
});

test("a script that does not come is said, with what to look at", async (t) => {
  const { host, server } = await startBoth(t);
  const page = await openPage(await openBrowser(t), server, {
    provider: `https://${host}/npm/@clerk/`,
    expected: /ERR_FAILED|Clerk/,
  });
  await page.route(`https://${host}/**`, (route) => route.abort());
  await page.goto(server.url);
  await page
    .getByRole("alert")
    .getByText("Clerk's script could not be loaded.")
    .waitFor({ timeout: 40_000 });
  assertNoComplaints(page);
});
