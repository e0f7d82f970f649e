import assert from "node:assert/strict";
import { test } from "node:test";

import { hasTestHooks, sample, startServer } from "../../tests/system/harness.mjs";
import {
  assertNoComplaints,
  fits,
  openBrowser,
  openPage,
  settled,
  signIn,
  violationsOf,
} from "./browser.mjs";

/// A prediction that stops in the midst of learning, so that what is shown meanwhile can be looked at.
async function stuckWhileLearning(t) {
  const server = await startServer(t, { env: { RW_FAIL: "job.learning:hang:once" } });
  const browser = await openBrowser(t);
  const page = await openPage(browser, server);
  const session = await signIn(page, server);
  const { prediction_id: id } = (await server.upload(sample)).body;
  return { server, browser, page, session, id };
}

test("a running prediction says what it does, and can be cancelled and tried again", async (t) => {
  if (!hasTestHooks(t)) return;
  const { server, browser, page, session, id } = await stuckWhileLearning(t);

  await t.test("stage, rows and time are shown as they come", async () => {
    await page.goto(`${server.url}/predictions/${id}`);
    const now = page.locator('li[aria-current="step"]');
    await now.getByText("Learning who leaves").waitFor();
    await page.getByText("2,000", { exact: true }).waitFor();
    const bar = page.getByRole("progressbar", { name: "Progress" });
    assert.ok(Number(await bar.getAttribute("aria-valuenow")) > 0);
    const time = page.locator("dd").nth(2);
    const before = await time.innerText();
    await page.waitForFunction(
      (text) => document.querySelectorAll("dd")[2].innerText !== text,
      before,
    );
  });

  for (const scheme of ["light", "dark"]) {
    for (const width of [1280, 375]) {
      await t.test(
        `the running screens are accessible and fit, ${scheme}, ${width} px`,
        async () => {
          const view = await openPage(browser, server, { scheme, width, session });
          for (const address of [`/predictions/${id}`, "/predictions", "/"]) {
            await view.goto(server.url + address);
            await settled(view);
            assert.deepEqual(await violationsOf(view), []);
            assert.ok(await fits(view), address);
          }
          assertNoComplaints(view);
          await view.context().close();
        },
      );
    }
  }

  await t.test("cancelling ends it at once, trying again brings the results", async () => {
    await page.getByRole("button", { name: "Cancel customers.csv" }).click();
    await page.getByText("Cancelled before it was done.").waitFor();
    await page.getByRole("button", { name: "Try again: customers.csv" }).click();
    await page.waitForURL(/\/customers$/, { timeout: 60_000 });
    await page.getByRole("table", { name: "Customers" }).waitFor();
  });
  assertNoComplaints(page);
});

test("without event streams the page asks every five seconds, and says so", async (t) => {
  if (!hasTestHooks(t)) return;
  const server = await startServer(t, { env: { RW_FAIL: "job.learning:sleep=2000" } });
  const browser = await openBrowser(t);
  const page = await openPage(browser, server, { expected: /ERR_FAILED/ });
  await signIn(page, server);
  await page.route("**/api/predictions/events", (route) => route.abort());
  const { prediction_id: id } = (await server.upload(sample)).body;
  await page.goto(`${server.url}/predictions/${id}`);
  await page.getByText(/^Reconnecting…/).waitFor();
  await page.waitForURL(/\/customers$/, { timeout: 60_000 });
  assertNoComplaints(page);
});
