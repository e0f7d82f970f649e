import assert from "node:assert/strict";
import { test } from "node:test";

import { sample, startServer } from "../../tests/system/harness.mjs";
import { assertNoComplaints, openBrowser, openPage, settled, signIn } from "./browser.mjs";

const focused = (page) => page.evaluate(() => document.activeElement?.textContent ?? "");

/// Presses Tab until what has the focus reads `name`; fails where that never comes.
async function tabTo(page, name) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    if ((await focused(page)).trim() === name) return;
  }
  assert.fail(`Tab never reaches “${name}”`);
}

/// Whether the focused element shows that it is.
const ringed = (page) =>
  page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });

test("everything can be reached and done by keyboard", async (t) => {
  const server = await startServer(t);
  const browser = await openBrowser(t);
  const page = await openPage(browser, server);
  await signIn(page, server);
  const id = (await server.upload(sample)).body.prediction_id;
  const { metrics_json: metrics } = await server.waitFor(id);

  await t.test("the first Tab offers to skip to the content", async () => {
    await page.goto(`${server.url}/upload`);
    await settled(page);
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Skip to the content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    const chooser = page.waitForEvent("filechooser");
    await tabTo(page, "Choose a file");
    assert.ok(await ringed(page));
    await page.keyboard.press("Enter");
    assert.equal((await chooser).isMultiple(), false);
  });

  await t.test("from the list of predictions to one customer and back", async () => {
    await page.goto(`${server.url}/predictions`);
    await settled(page);
    await tabTo(page, "customers.csv");
    assert.ok(await ringed(page));
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "Customers" }).waitFor();
    const { id: name, row } = metrics.top[0];
    await tabTo(page, name);
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/customers/${row}$`));
    await page.getByRole("heading", { level: 1, name }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  });

  await t.test(
    "deleting asks first, starts at the harmless answer, and Escape leaves it",
    async () => {
      await page.goto(`${server.url}/predictions`);
      await settled(page);
      await tabTo(page, "Delete");
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      await page.waitForFunction(() => document.activeElement?.textContent === "Keep it");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByRole("link", { name: "customers.csv" }).waitFor();
    },
  );
  assertNoComplaints(page);
});
