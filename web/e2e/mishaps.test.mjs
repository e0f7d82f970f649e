import assert from "node:assert/strict";
import { test } from "node:test";

import { freePort, startServer, temporaryFolder } from "../../tests/system/harness.mjs";
import { assertNoComplaints, openBrowser, openPage, settled, signIn } from "./browser.mjs";

const refusedAnswer = /status of 4\d\d/;

test("what can go wrong is said, with what to do", async (t) => {
  const port = await freePort();
  const dataDir = `${temporaryFolder(t)}/data`;
  const server = await startServer(t, { port, dataDir });
  const browser = await openBrowser(t);
  const page = await openPage(browser, server, { expected: refusedAnswer });

  await t.test("without a session, how to get a link", async () => {
    await page.goto(`${server.url}/predictions`);
    await page.getByRole("heading", { name: "Open your sign-in link" }).waitFor();
    await page.getByText(`${server.url}/#link=…`).waitFor();
  });

  await t.test("a spent link says so", async () => {
    await signIn(page, server);
    const second = await openPage(browser, server, { expected: refusedAnswer });
    await second.goto(await server.link());
    await second.getByRole("heading", { name: "That sign-in link no longer works" }).waitFor();
    assertNoComplaints(second);
  });

  await t.test(
    "a file that is no table is refused with a hint, and another can be sent",
    async () => {
      await page.goto(`${server.url}/upload`);
      const pdf = Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "latin1");
      await page
        .getByLabel("Customer file")
        .setInputFiles({ name: "report.pdf", mimeType: "text/csv", buffer: pdf });
      const alert = page.getByRole("alert");
      await alert.waitFor();
      assert.match(await alert.innerText(), /→ |request/);
      await page.getByRole("button", { name: "Another file" }).click();
      await page.getByRole("button", { name: "Choose a file" }).waitFor();
    },
  );

  await t.test("a file without an outcome ends as failed, with the way to mend it", async () => {
    const rows = Array.from({ length: 80 }, (_, i) => `${i},${i % 7},${(i * 37) % 11}`);
    const file = Buffer.from(`id,colour,size\n${rows.join("\n")}\n`);
    await page.goto(`${server.url}/upload`);
    await page
      .getByLabel("Customer file")
      .setInputFiles({ name: "no-outcome.csv", mimeType: "text/csv", buffer: file });
    await page.getByText("No column says who left and who stayed.").waitFor();
    assert.ok(await page.getByRole("button", { name: "Run the prediction" }).isDisabled());
    const { prediction_id: sent } = (await server.upload(file, { filename: "no-outcome.csv" }))
      .body;
    await page.goto(`${server.url}/predictions/${sent}`);
    const alert = page.getByRole("alert");
    await alert.waitFor({ timeout: 60_000 });
    const id = /predictions\/([0-9a-f-]{36})/.exec(page.url())[1];
    const { errors } = await server.waitFor(id, "FAILED");
    const said = await alert.innerText();
    assert.ok(errors.length > 0);
    for (const { message, hint } of errors) {
      // The page does not name options of the API.
      for (const part of [message, hint.replaceAll(/ \(options?: [^)]*\)/g, "")])
        assert.ok(said.includes(part), `${part} is missing in ${said}`);
    }
    await page.getByRole("link", { name: "Upload a changed file" }).waitFor();
  });

  await t.test("an address of nothing says so", async () => {
    await page.goto(`${server.url}/nowhere`);
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
    await page.goto(`${server.url}/predictions/01890000-0000-7000-8000-000000000000`);
    await page.getByRole("heading", { name: "There is no such prediction" }).waitFor();
  });
  assertNoComplaints(page);

  await t.test("a server that goes away and comes back is followed again", async () => {
    const follower = await openPage(browser, server, {
      expected: /./,
      session: await page.context().storageState(),
    });
    await follower.goto(`${server.url}/predictions`);
    await follower.getByText("Live", { exact: true }).waitFor();
    await server.stop();
    await follower.getByText(/^Reconnecting…/).waitFor();
    await startServer(t, { port, dataDir });
    await follower.getByText("Live", { exact: true }).waitFor({ timeout: 30_000 });
  });
});

test("what a file holds is text on the page, never markup", async (t) => {
  const server = await startServer(t);
  const browser = await openBrowser(t);
  const page = await openPage(browser, server);
  await signIn(page, server);
  const nasty = `<img src=x onerror=alert(1)>`;
  const rows = Array.from({ length: 200 }, (_, i) =>
    [
      `"<script>alert(${i})</script>"`,
      i % 2 ? `"${nasty}"` : `"javascript:alert(1)"`,
      (i * 31) % 17,
      (i * 7 + (i % 3)) % 5 > 2 ? "yes" : "no",
    ].join(","),
  );
  const file = Buffer.from(`customer_id,"${nasty}",visits,churned\n${rows.join("\n")}\n`);
  await page.goto(`${server.url}/upload`);
  await page
    .getByLabel("Customer file")
    .setInputFiles({ name: `${nasty}.csv`, mimeType: "text/csv", buffer: file });
  await page.getByRole("region", { name: "First rows of the file" }).waitFor();
  await page.getByText(nasty).first().waitFor();
  assert.equal(await page.locator("img").count(), 0);
  await page.getByRole("button", { name: "Run the prediction" }).click();
  await page.waitForURL(/\/customers$/, { timeout: 60_000 });
  for (const link of ["How good", "Data", "Customers"]) {
    await page.getByRole("link", { name: link, exact: true }).click();
    await settled(page);
  }
  await page.getByRole("table", { name: "Customers" }).getByRole("link").first().click();
  await page.getByText(nasty).first().waitFor();
  assert.equal(await page.locator("img").count(), 0);
  assertNoComplaints(page);
});
