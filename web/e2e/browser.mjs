/// Debian's Chromium, driven through the page that the real server serves.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { chromium } from "playwright-core";

import { atEnd } from "../../tests/system/harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/// Ends with the test `t`.
export async function openBrowser(t) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
  atEnd(t, () => browser.close());
  return browser;
}

/// A page of `server`, with what it must never do written into `page.complaints`: errors on the
/// console, broken content policy, requests to elsewhere, dialogs. `expected`: complaints that the
/// test brings about itself. `provider`: the origin that people sign in at.
export async function openPage(
  browser,
  server,
  { scheme = "light", width = 1280, session, expected, provider } = {},
) {
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height: width > 500 ? 900 : 740 },
    storageState: session,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.complaints = [];
  const complain = (text) => {
    if (!expected?.test(text)) page.complaints.push(text);
  };
  await page.exposeBinding("complainOfPolicy", (_, text) => complain(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      window.complainOfPolicy(`${violatedDirective} ${blockedURI}`),
    );
  });
  page.on(
    "console",
    (message) => message.type() === "error" && complain(`console: ${message.text()}`),
  );
  page.on("pageerror", (error) => complain(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    const known = [server.url, provider].some((origin) => origin && url.startsWith(origin));
    if (!known && !/^(data|blob):/.test(url)) complain(`request: ${url}`);
  });
  page.on("dialog", (dialog) => {
    complain(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.setDefaultTimeout(20_000);
  return page;
}

/// Opens the link that the server printed; → the session, for further pages.
export async function signIn(page, server) {
  await page.goto(await server.link());
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  return page.context().storageState();
}

/// Until the heading is there and nothing says that it is still loading.
export async function settled(page) {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => !/^Loading .*…$/m.test(document.body.innerText));
}

export async function violationsOf(page) {
  await page.evaluate(axe);
  // Only what is wrong leaves the page: axe's whole report takes longer to carry than to make.
  return page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run({ runOnly, resultTypes: ["violations"] });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
    );
  }, rules);
}

/// Whether nothing stands out of the window to the right.
export function fits(page) {
  return page.evaluate(
    () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
  );
}

export function assertNoComplaints(page) {
  assert.deepEqual(page.complaints, []);
}
