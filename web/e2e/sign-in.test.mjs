/// Signing in with an identity provider, through the real program, a real provider and a real browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { freePort, sample, sleep, startServer } from "../../tests/system/harness.mjs";
import {
  assertNoComplaints,
  fits,
  openBrowser,
  openPage,
  settled,
  violationsOf,
} from "./browser.mjs";
import { api, clientId, startIdentityProvider } from "./identity-provider.mjs";

/// A server whose callers come from a provider of its own, and a browser.
async function startBoth(t, { env = {}, ...ofProvider } = {}) {
  const port = await freePort();
  const provider = await startIdentityProvider(t, `http://127.0.0.1:${port}`, ofProvider);
  const server = await startServer(t, {
    port,
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_AUDIENCE: api,
      ...env,
    },
  });
  const browser = await openBrowser(t);
  const open = (more) => openPage(browser, server, { provider: provider.issuer, ...more });
  return { provider, server, browser, open };
}

const button = (page) => page.getByRole("button", { name: /^Sign in with localhost/ });

/// From the sign-in screen to the page that was wanted.
async function signInAs(page, name) {
  await button(page).click();
  await page.getByRole("button", { name: `I am ${name}` }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}

const place = (page) => page.evaluate(() => location.pathname + location.search + location.hash);

test("from a deep link to a result, and out again", async (t) => {
  const { provider, server, open } = await startBoth(t);
  const page = await open();

  await t.test("a deep link leads to the sign-in and back to itself", async () => {
    await page.goto(`${server.url}/predictions?status=FAILED`);
    await button(page).waitFor();
    assert.equal(await place(page), "/sign-in?return=%2Fpredictions%3Fstatus%3DFAILED");
    await signInAs(page, "anna");
    await settled(page);
    assert.equal(await place(page), "/predictions?status=FAILED");
    const [asked] = provider.asked.filter((each) => each.includes("/auth?"));
    const query = new URLSearchParams(asked.split("?")[1]);
    assert.equal(query.get("code_challenge_method"), "S256");
    assert.equal(query.get("response_type"), "code");
    assert.ok(query.get("state") && query.get("nonce") && query.get("code_challenge"));
  });

  await t.test("a file is uploaded, followed live, and its result downloaded", async () => {
    await page.goto(`${server.url}/upload`);
    await page.getByLabel("Customer file").setInputFiles(sample);
    await page.getByRole("button", { name: "Run the prediction" }).click();
    await page.waitForURL(/\/customers$/, { timeout: 60_000 });
    await page.getByRole("table", { name: "Customers" }).waitFor();
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download results" }).click();
    const text = readFileSync(await (await coming).path(), "utf8");
    assert.match(text, /churn_probability/);
    assert.equal(text.split("\n").length, readFileSync(sample, "utf8").split("\n").length);
  });

  await t.test("a model is downloaded, for which there is no link", async () => {
    await page.goto(`${server.url}/models`);
    await page
      .getByRole("link", { name: /customers/ })
      .first()
      .click();
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the model" }).click();
    const download = await coming;
    assert.notEqual(download.suggestedFilename(), "download");
    assert.ok(readFileSync(await download.path()).length > 1000);
  });

  await t.test("Reload stays signed in and asks the provider nothing", async () => {
    const before = provider.asked.length;
    await page.reload();
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    assert.equal(provider.asked.length, before);
  });

  await t.test("the callback's address, opened again, does no harm", async () => {
    await page.goto(`${server.url}/sign-in/return?code=used&state=used`);
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    assert.equal(await place(page), "/");
  });

  await t.test("signing out ends it here and at the provider; Back shows nothing", async () => {
    await page.goto(`${server.url}/predictions`);
    await page
      .getByRole("link", { name: /customers/ })
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Leave" }).click();
    await button(page).waitFor();
    assert.equal(await place(page), "/sign-in");
    assert.ok(provider.asked.some((each) => each.startsWith("POST /token/revocation")));
    const kept = () => [...Object.keys(sessionStorage), ...Object.keys(localStorage)];
    assert.deepEqual(
      (await page.evaluate(kept)).filter((name) => name.startsWith("oidc")),
      [],
    );
    for (let back = 0; back < 3; back++) {
      await page.goBack({ waitUntil: "load" }).catch(() => undefined);
      assert.ok(!(await contentOf(page)).includes("customers.csv"));
    }
    await page.goto(`${server.url}/predictions`);
    await button(page).click();
    await page.getByRole("button", { name: "I am anna" }).waitFor();
  });
  assertNoComplaints(page);
});

test("tokens are renewed before they end, and the event stream goes on with the new one", async (t) => {
  const { server, open } = await startBoth(t, { seconds: 8 });
  const page = await open();
  const tokens = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/predictions/events"))
      tokens.push(request.headers().authorization.replace("Bearer ", ""));
  });
  await page.goto(`${server.url}/predictions`);
  await signInAs(page, "anna");
  await page.evaluate(() => {
    window.seen = [];
    new MutationObserver(() => {
      if (/Reconnecting/.test(document.body.innerText)) window.seen.push("Reconnecting");
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const end = Date.now() + 40_000;
  while (tokens.length < 3 && Date.now() < end) await sleep(100);
  assert.ok(tokens.length >= 3, `${tokens.length} streams`);
  assert.equal(new Set(tokens).size, tokens.length, "each by a token of its own");
  const auth = tokens.at(-1);
  assert.equal((await server.upload(sample, { auth })).status, 201);
  await page
    .getByRole("link", { name: /customers/ })
    .first()
    .waitFor();
  assert.deepEqual(await page.evaluate(() => window.seen), []);
  assertNoComplaints(page);
});

test("a token that ended is renewed once for a 401, and then one signs in again", async (t) => {
  const { provider, server, open } = await startBoth(t);
  const page = await open({ expected: /status of 40[01]|status of 401/ });
  await page.goto(server.url);
  await signInAs(page, "anna");

  await t.test("what the server does not take is renewed, unseen", async () => {
    let refused = 0;
    await page.route("**/api/models?**", async (route) => {
      if (refused++ > 0) return route.continue();
      await route.fulfill({ status: 401, contentType: "application/problem+json", body: "{}" });
    });
    const before = provider.asked.length;
    await page.getByRole("link", { name: "Models" }).click();
    await page
      .getByText(/No model/i)
      .first()
      .waitFor();
    assert.equal(refused, 2);
    assert.equal(provider.asked.slice(before).filter((each) => each === "POST /token").length, 1);
    await page.unroute("**/api/models?**");
  });

  await t.test("where that does not help, the sign-in leads back to where one was", async () => {
    await page.route("**/api/predictions?**", (route) =>
      route.fulfill({ status: 401, contentType: "application/problem+json", body: "{}" }),
    );
    await page.route(`${provider.issuer}/token`, (route) =>
      route.fulfill({
        status: 400,
        contentType: "application/json",
        headers: { "access-control-allow-origin": server.url },
        body: '{"error":"invalid_grant"}',
      }),
    );
    await page.getByRole("link", { name: "Predictions" }).click();
    await button(page).waitFor();
    assert.equal(await place(page), "/sign-in?return=%2Fpredictions");
    await page.unrouteAll();
    await button(page).click(); // the provider still knows who this is
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    assert.equal(await place(page), "/predictions");
  });
  assertNoComplaints(page);
});

test("what goes wrong on the way is said, with what to do", async (t) => {
  const { provider, server, open } = await startBoth(t);
  const page = await open({ expected: /ERR_FAILED|Failed to load resource/ });

  await t.test("somebody whom the provider refuses", async () => {
    await page.goto(`${server.url}/models`);
    await button(page).click();
    await page.getByRole("button", { name: "I am nobody" }).click();
    const alert = page.getByRole("alert");
    await alert.getByText(/This account may not use the application. \(access_denied\)/).waitFor();
    await alert.getByText(/Sign in as somebody who may use RetainWise/).waitFor();
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      assert.deepEqual(await violationsOf(page), []);
    }
    await page.setViewportSize({ width: 375, height: 740 });
    assert.ok(await fits(page));
  });

  await t.test("a provider that cannot be asked for the token", async () => {
    await page.route(`${provider.issuer}/token`, (route) => route.abort());
    await button(page).click();
    await page.getByRole("button", { name: "I am anna" }).click();
    await page
      .getByRole("alert")
      .getByText(/could not reach http:\/\/localhost/)
      .waitFor();
    await page.unrouteAll();
  });

  await t.test("a sign-in that was begun elsewhere", async () => {
    await page.goto(`${server.url}/sign-in/return?code=c&state=s`);
    await page
      .getByRole("alert")
      .getByText(/begun elsewhere/)
      .waitFor();
  });

  await t.test("nobody is led to another page", async () => {
    await page.goto(`${server.url}/sign-in?return=${encodeURIComponent("//evil.test/x")}`);
    await button(page).click();
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    assert.equal(page.url(), `${server.url}/`);
  });
  assertNoComplaints(page);
});

const misfits = {
  "an access token that only the provider can read": [
    { opaque: true },
    /only it can read.*JWT/,
    /set OIDC_AUDIENCE to what it calls that API/,
  ],
  "an access token for somebody else": [
    { audience: "https://other.example.com" },
    /for https:\/\/other.example.com, and OIDC_AUDIENCE is https:\/\/churn.example.com\/api/,
    /Let the provider put that audience/,
  ],
};
for (const [name, [options, what, hint]] of Object.entries(misfits)) {
  test(`${name} is named, with the setting that mends it`, async (t) => {
    const { server, open } = await startBoth(t, options);
    const page = await open({ expected: /status of 401/ });
    await page.goto(server.url);
    await button(page).click();
    await page.getByRole("button", { name: "I am anna" }).click();
    const alert = page.getByRole("alert");
    await alert.getByText(what).waitFor();
    await alert.getByText(hint).waitFor();
    assertNoComplaints(page);
  });
}

/// Of a page that may still be on its way elsewhere, once it has come there.
async function contentOf(page) {
  for (let tries = 0; ; tries++) {
    try {
      await page.waitForLoadState("networkidle");
      return await page.content();
    } catch (failure) {
      if (tries === 20) throw failure;
    }
  }
}
