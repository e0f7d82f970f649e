/// The look at a file before its run: what it shows, what can be changed, and that the run takes it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { sample, startServer } from "../../tests/system/harness.mjs";
import {
  assertNoComplaints,
  fits,
  openBrowser,
  openPage,
  settled,
  signIn,
  violationsOf,
} from "./browser.mjs";

/// A German export: title, semicolons, decimal commas, dates that could be two, a total at its end,
/// an outcome under a name that says little.
function germanFile() {
  const rows = Array.from({ length: 120 }, (_, i) => {
    const day = (n) => String(1 + (n % 12)).padStart(2, "0");
    const left = (i * 7) % 4 === 0;
    return [
      `K-${1000 + i}`,
      `${day(i)}/${day(i * 5)}/2024`,
      `${10 + ((i * 13) % 90)},${String(i % 100).padStart(2, "0")}`,
      left ? (i * 3) % 9 : (i * 3) % 30,
      left ? "Gekündigt" : "Aktiv",
    ].join(";");
  });
  const head = "Kundennummer;Beginn;Umsatz;Monate;Status";
  return Buffer.from(`Kundenliste 2024\n\n${head}\n${rows.join("\n")}\nSumme;;5400,00;1500;\n`);
}

test("a file is looked at, corrected and run; the next of its shape needs no correction", async (t) => {
  const server = await startServer(t);
  const browser = await openBrowser(t);
  const page = await openPage(browser, server);
  await signIn(page, server);
  const choose = async () => {
    await page.goto(`${server.url}/upload`);
    await page
      .getByLabel("Customer file")
      .setInputFiles({ name: "kunden.csv", mimeType: "text/csv", buffer: germanFile() });
    await page.getByRole("heading", { name: "What will happen" }).waitFor();
  };
  const looked = () => page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));

  await t.test("its rows, its columns and the lines that are no customers are shown", async () => {
    await choose();
    const rows = page.getByRole("region", { name: "First rows of the file" });
    await rows.getByText("K-1000").waitFor();
    await page.getByText("looks like a total").waitFor();
    await page.getByText(/Cells parted by semicolon/).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    assert.equal((await server.request("GET", "/api/uploads")).body.count, 0);
  });

  await t.test("a line is brought back and left out again", async () => {
    const line = page.getByRole("button", { name: /^It is a customer: line/ }).last();
    await line.click();
    await page.getByText("kept as a customer").waitFor();
    await page.getByRole("button", { name: "Leave out again" }).click();
    await page.getByText("looks like a total").waitFor();
  });

  await t.test("a wrong delimiter shows at once and is taken back", async () => {
    await page.getByText(/Cells parted by semicolon/).click();
    await page.getByLabel("Between cells").selectOption("|");
    await page.getByText(/Cells parted by bar/).waitFor();
    await page.getByLabel("Between cells").selectOption("");
    await page.getByText(/Cells parted by semicolon/).waitFor();
  });

  await t.test("what was chosen goes into the run", async () => {
    await page.getByLabel("The column that says who has left").selectOption("Status");
    await looked();
    await page.getByLabel("The value that means “has left”").selectOption("Gekündigt");
    await looked();
    await page.getByLabel("Use of Monate").selectOption("ignored");
    await looked();
    await page.getByRole("button", { name: "Run the prediction" }).click();
    await page.waitForURL(/\/predictions\/[0-9a-f-]{36}/);
    const id = /predictions\/([0-9a-f-]{36})/.exec(page.url())[1];
    const { options, metrics_json: metrics } = await server.waitFor(id);
    assert.equal(options.outcome, "Status");
    assert.equal(options.left_value, "Gekündigt");
    assert.deepEqual(options.roles, { Monate: "ignored" });
    assert.equal(metrics.outcome.left, 30);
    assert.equal(metrics.columns.find(({ name }) => name === "Monate").role, "ignored");
  });

  await t.test("the next file of these columns begins with the same choices", async () => {
    await choose();
    await page.getByText(/Your choices for files with these columns/).waitFor();
    await looked();
    assert.equal(await page.getByLabel("Use of Monate").inputValue(), "ignored");
    await page.getByRole("button", { name: "Start without them" }).click();
    await page.waitForFunction(
      () => document.querySelector("[aria-label='Use of Monate']").value === "input",
    );
  });
  assertNoComplaints(page);
});

test("a prediction's columns are changed and its file is run again", async (t) => {
  const server = await startServer(t);
  const page = await openPage(await openBrowser(t), server);
  await signIn(page, server);
  const { prediction_id: id, upload_id: upload } = (await server.upload(sample)).body;
  const { metrics_json: metrics } = await server.waitFor(id);
  const { column } = metrics.importance[0];
  await page.goto(`${server.url}/predictions/${id}`);
  await page.getByRole("link", { name: "Change columns and run again" }).click();
  await page.getByRole("heading", { name: "What will happen" }).waitFor();
  await page.getByLabel(`Use of ${column}`).selectOption("ignored");
  await page.getByRole("button", { name: "Run the prediction" }).click();
  await page.waitForURL((url) => /predictions\/[0-9a-f-]{36}/.test(url) && !url.href.includes(id));
  const other = /predictions\/([0-9a-f-]{36})/.exec(page.url())[1];
  const second = await server.waitFor(other);
  assert.equal(second.upload_id, upload);
  assert.deepEqual(second.options.roles, { [column]: "ignored" });
  assertNoComplaints(page);
});

for (const scheme of ["light", "dark"]) {
  for (const width of [1280, 375]) {
    test(`the look at a file is accessible and fits: ${scheme}, ${width} px`, async (t) => {
      const server = await startServer(t, { workers: 0 });
      const page = await openPage(await openBrowser(t), server, { scheme, width });
      await signIn(page, server);
      await page.goto(`${server.url}/upload`);
      for (const file of [
        sample,
        { name: "kunden.csv", mimeType: "text/csv", buffer: germanFile() },
      ]) {
        await page.goto(`${server.url}/upload`);
        await page.getByLabel("Customer file").setInputFiles(file);
        await page.getByRole("heading", { name: "What will happen" }).waitFor();
        await settled(page);
        const pictures = process.env.RETAINWISE_PICTURES;
        const name = typeof file === "string" ? "sample" : "german";
        if (pictures)
          await page.screenshot({
            path: `${pictures}/preview-${name}-${scheme}-${width}.png`,
            fullPage: true,
          });
        assert.deepEqual(await violationsOf(page), []);
        assert.ok(await fits(page), "wider than its window");
      }
      assertNoComplaints(page);
    });
  }
}
