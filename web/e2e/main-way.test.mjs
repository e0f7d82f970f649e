import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { sample, startServer } from "../../tests/system/harness.mjs";
import { assertNoComplaints, openBrowser, openPage, settled, signIn } from "./browser.mjs";

test("from the printed link to the downloaded result", async (t) => {
  const server = await startServer(t);
  const browser = await openBrowser(t);
  const page = await openPage(browser, server);

  await t.test("the link signs in and leaves the address", async () => {
    await signIn(page, server);
    assert.equal(page.url(), `${server.url}/`);
    await page.getByRole("heading", { name: /See who is about to leave/ }).waitFor();
    await page.getByText(/up to 1 GB/).waitFor();
  });

  await t.test("the sample is looked at, run, and followed to its end", async () => {
    await page.getByRole("button", { name: /Use the sample customers.csv/ }).click();
    await page.getByRole("heading", { level: 1, name: "customers.csv" }).waitFor();
    assert.equal((await server.request("GET", "/api/uploads")).body.count, 0);
    await page.getByRole("button", { name: "Run the prediction" }).click();
    await page.waitForURL(/\/predictions\/[0-9a-f-]{36}/);
    await page.waitForURL(/\/customers$/, { timeout: 60_000 });
    await page.getByRole("table", { name: "Customers" }).waitFor();
  });
  const id = /predictions\/([0-9a-f-]{36})/.exec(page.url())[1];
  const { metrics_json: metrics } = await server.waitFor(id);

  await t.test("the list counts those who can still be kept", async () => {
    const keepable = metrics.states.active + metrics.states.unknown;
    await page.getByText(`${keepable.toLocaleString("en")} customers`, { exact: true }).waitFor();
    const first = page.getByRole("table", { name: "Customers" }).getByRole("row").nth(1);
    await first.getByRole("link", { name: metrics.top[0].id, exact: true }).waitFor();
  });

  await t.test("filters, order and page stand in the address and survive a reload", async () => {
    await page.getByLabel("Risk", { exact: true }).selectOption("high");
    await page.waitForURL(/risk=high/);
    await page.getByRole("button", { name: "Next page" }).click();
    await page.waitForURL(/page=2/);
    await page.getByText(/^51–/).waitFor();
    await page.reload();
    await settled(page);
    await page.getByText(/^51–/).waitFor();
    assert.equal(await page.getByLabel("Risk", { exact: true }).inputValue(), "high");
    const high = metrics.risk.keepable.high;
    await page.getByText(`${high.toLocaleString("en")} customers`, { exact: true }).waitFor();
  });

  await t.test(
    "a search finds one customer, who opens with reasons that make the probability",
    async () => {
      const { id: name, row } = metrics.top[0];
      await page.getByLabel("Customer", { exact: true }).fill(name);
      await page.getByText("1 customer", { exact: true }).waitFor();
      await page.getByRole("link", { name, exact: true }).click();
      await page.waitForURL(new RegExp(`/customers/${row}\\?`));
      await page.getByRole("heading", { level: 1, name }).waitFor();
      const { customer } = (await server.request("GET", `/api/predictions/${id}/customers/${row}`))
        .body;
      assert.equal(
        await page.locator("dd").first().innerText(),
        `${(100 * customer.churn_probability).toFixed(1)}%`,
      );
      const [{ column, value }] = customer.contributions;
      await page.getByRole("button", { name: "Try other values" }).click();
      const field = page.getByLabel(column, { exact: true });
      await field.fill("");
      await page.getByText("With yours").waitFor();
      await page.getByRole("button", { name: "Back to the stored values" }).click();
      assert.equal(await field.inputValue(), value);
      await page.getByRole("link", { name: "← All customers" }).click();
      await page.waitForURL(/\/customers\?.*q=/);
    },
  );

  await t.test("the figures are shown with their intervals", async () => {
    await page.getByRole("link", { name: "How good" }).click();
    await settled(page);
    const { value, low, high } = metrics.roc_auc;
    await page.getByText(value.toFixed(3), { exact: true }).first().waitFor();
    await page
      .getByText(`${low.toFixed(3)} to ${high.toFixed(3)}`)
      .first()
      .waitFor();
  });

  await t.test("the column that gives the answer away is shown with its receipt", async () => {
    await page.getByRole("link", { name: "Data", exact: true }).click();
    await page
      .getByText(/gives? the answer away/)
      .first()
      .waitFor();
    const leak = metrics.columns.find(({ role }) => role === "leak");
    await page.getByText(leak.evidence).first().waitFor();
  });

  await t.test("the download has a row for each row of the upload", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download results" }).click(),
    ]);
    const lines = (file) => readFileSync(file, "utf8").trimEnd().split(/\r?\n/);
    const result = lines(await download.path());
    assert.equal(result.length, lines(sample).length);
    assert.match(result[0], /customer_state.*churn_probability.*risk_rank/);
  });

  await t.test("home shows the results, and the list of predictions how long it took", async () => {
    await page.getByRole("link", { name: "Home", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: /at high risk of leaving/ }).waitFor();
    await page.getByRole("link", { name: "Predictions" }).click();
    await page.getByText("Completed").waitFor();
    await page.getByText(/rows · ready after/).waitFor();
  });

  await t.test(
    "a prediction that comes in elsewhere appears by itself, and goes when it is deleted",
    async () => {
      await page.getByText("Live", { exact: true }).waitFor();
      const { prediction_id: other } = (
        await server.upload(readFileSync(sample), { filename: "other.csv" })
      ).body;
      await page.getByRole("link", { name: "other.csv" }).waitFor();
      await server.waitFor(other);
      await page.getByText("Completed").nth(1).waitFor();
      await page.getByRole("button", { name: "Delete other.csv" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
      await page.getByRole("link", { name: "other.csv" }).waitFor({ state: "detached" });
      assert.equal((await server.request("GET", `/api/predictions/${other}`)).status, 404);
    },
  );

  await t.test("signing out ends the session on the server", async () => {
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/sign-in/);
    await page.goto(`${server.url}/predictions`);
    await page.getByRole("heading", { name: "Open your sign-in link" }).waitFor();
  });
  page.complaints = page.complaints.filter((text) => !/401/.test(text)); // brought about by the last step
  assertNoComplaints(page);
});
