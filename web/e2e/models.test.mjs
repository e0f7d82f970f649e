import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { sample, startServer } from "../../tests/system/harness.mjs";
import { assertNoComplaints, openBrowser, openPage, settled, signIn } from "./browser.mjs";

/// The sample without the column that says who has left.
function withoutOutcome() {
  const lines = readFileSync(sample, "utf8").trimEnd().split(/\r?\n/);
  return lines.map((line) => line.split(",").slice(0, -1).join(",")).join("\n") + "\n";
}

test("a model is looked at, named, used for a file without an outcome, and deleted", async (t) => {
  const server = await startServer(t);
  const page = await openPage(await openBrowser(t), server);
  await signIn(page, server);
  const { prediction_id: learned } = (await server.upload(sample)).body;
  const { model_id: model } = await server.waitFor(learned);

  await t.test("the list leads to its card", async () => {
    await page.getByRole("link", { name: "Models", exact: true }).click();
    await page.getByRole("link", { name: "customers", exact: true }).click();
    await page.waitForURL(`${server.url}/models/${model}`);
    await page.getByRole("heading", { level: 1, name: "customers, version 1" }).waitFor();
    const inputs = page.getByRole("region", { name: "What it reads" });
    await inputs.getByRole("rowheader", { name: "plan", exact: true }).waitFor();
  });

  await t.test("by keyboard it is given a name and made the default", async () => {
    await settled(page);
    await page.getByRole("button", { name: "Rename" }).focus();
    await page.keyboard.press("Enter");
    const field = page.getByRole("textbox", { name: "Name" });
    await field.waitFor();
    await field.fill("Autumn");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Autumn, version 1" }).waitFor();
    await page.getByRole("button", { name: "Make it the default" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("The default model", { exact: true }).waitFor();
  });

  await t.test("the downloaded file is the model", async () => {
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the model" }).click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), "Autumn v1.rwm");
    const { model: card } = (await server.request("GET", `/api/models/${model}`)).body;
    assert.equal(readFileSync(await download.path()).length, card.file_size);
  });

  await t.test("a file without an outcome is scored with it", async () => {
    await page.goto(`${server.url}/upload`);
    const file = { name: "new.csv", mimeType: "text/csv", buffer: Buffer.from(withoutOutcome()) };
    await page.locator("input[type=file]").setInputFiles(file);
    const choice = page.getByLabel("The model to score it with");
    await choice.waitFor();
    assert.match(await choice.innerText(), /The one that fits best: Autumn, version 1/);
    await choice.selectOption(model);
    await page.getByRole("button", { name: "Run the prediction" }).click();
    await page.waitForURL(/\/customers$/, { timeout: 60_000 });
    await page.getByText(/scored with/).waitFor();
    await page.getByRole("link", { name: "Autumn, version 1" }).waitFor();
  });
  assertNoComplaints(page);
  const scored = /predictions\/([0-9a-f-]{36})/.exec(page.url())[1];

  await t.test("it is deleted once that was confirmed, and its prediction stays", async () => {
    await page.getByRole("link", { name: "Autumn, version 1" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("heading", { name: "No models yet" }).waitFor();
    await page.goto(`${server.url}/predictions/${scored}/customers`);
    await settled(page);
    await page.getByText(/scored with a model that was deleted since/).waitFor();
    await page.goto(`${server.url}/predictions/${scored}/customers/1`);
    await page.getByRole("button", { name: "Try other values" }).click();
    await page.getByText(/model that scored this prediction is not kept any more/).waitFor();
  });
  assert.equal((await server.request("GET", `/api/models/${model}`)).status, 404);
});
