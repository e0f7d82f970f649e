import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { test } from "node:test";

import { sample, startServer } from "../../tests/system/harness.mjs";
import { startProvider } from "../../tests/system/provider.mjs";
import {
  assertNoComplaints,
  openBrowser,
  openPage,
  fits,
  settled,
  signIn,
  violationsOf,
} from "./browser.mjs";

/// A folder for pictures of every screen; none are taken where it is not set.
const pictures = process.env.RETAINWISE_PICTURES;

/// Light and dark, side by side.
const atOnce = 2;

const name =
  "every screen is accessible, fits, and complains of nothing, in light and dark, wide and narrow";
test(name, { concurrency: atOnce }, async (t) => {
  const server = await startServer(t);
  const browser = await openBrowser(t);
  const session = await signIn(await openPage(browser, server), server);
  const screens = {
    "sign-in": "/sign-in",
    empty: "/",
    upload: "/upload",
    "no-predictions": "/predictions",
    "no-models": "/models",
    "no-files": "/uploads",
    missing: "/nowhere",
  };
  await look(t, browser, server, session, screens);

  const failed = (await server.upload("id,colour\n1,2\n2,3\n", { filename: "two.csv" })).body
    .prediction_id;
  const done = (await server.upload(sample)).body.prediction_id;
  await server.waitFor(failed, "FAILED");
  const { metrics_json: metrics, model_id: model } = await server.waitFor(done);
  const results = `/predictions/${done}`;
  await look(t, browser, server, session, {
    home: "/",
    predictions: "/predictions",
    failed: `/predictions/${failed}`,
    customers: `${results}/customers`,
    "no-customers": `${results}/customers?q=nobody-has-this-id`,
    customer: `${results}/customers/${metrics.top[0].row}`,
    drivers: `${results}/drivers`,
    figures: `${results}/figures`,
    data: `${results}/data`,
    files: "/uploads",
    "stored-file": "/uploads/1",
    models: "/models",
    model: `/models/${model}`,
  });

  const points = (await server.upload(withoutOutcome, { filename: "starter.csv" })).body
    .prediction_id;
  const scored = (await server.upload(sample, { options: { model } })).body.prediction_id;
  await server.waitFor(points);
  await server.waitFor(scored);
  await look(t, browser, server, session, {
    "home-of-points": "/",
    "customers-of-points": `/predictions/${points}/customers`,
    "customer-of-points": `/predictions/${points}/customers/1`,
    "drivers-of-points": `/predictions/${points}/drivers`,
    "figures-of-points": `/predictions/${points}/figures`,
    "figures-of-scored": `/predictions/${scored}/figures`,
  });
});

test("where a provider keeps the accounts, the screens around the sign-in are so too", async (t) => {
  const provider = await startProvider(t);
  const env = { OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: "churn" };
  const browser = await openBrowser(t);
  const server = await startServer(t, { workers: 0, env: { ...env, OIDC_CLIENT_ID: "page" } });
  await look(t, browser, server, undefined, {
    "sign-in-by-provider": "/sign-in?return=/models",
    "sign-in-failed": "/sign-in/return?code=c&state=s",
  });
  const closed = await startServer(t, { workers: 0, env });
  await look(t, browser, closed, undefined, { "api-only": "/" });
});

const contracts = ["Month-to-month", "One year", "Two year"];
const withoutOutcome = `id,tenure,contract,support_tickets\n${Array.from(
  { length: 40 },
  (_, i) => `C-${100 + i},${(i * 7) % 60},${contracts[i % 3]},${i % 6}`,
).join("\n")}\n`;

async function look(t, browser, server, session, screens) {
  for (const width of [1280, 375]) {
    await Promise.all(
      ["light", "dark"].map(async (scheme) => {
        const page = await openPage(browser, server, { scheme, width, session });
        for (const [name, address] of Object.entries(screens)) {
          await t.test(`${name}, ${scheme}, ${width} px`, async () => {
            await page.goto(server.url + address);
            await settled(page);
            await takePicture(page, `${name}-${scheme}-${width}`);
            assert.deepEqual(await violationsOf(page), []);
            assert.ok(await fits(page), "wider than its window");
            assertNoComplaints(page);
          });
        }
        await page.context().close();
      }),
    );
  }
}

async function takePicture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

test("the first load stays within 200 kB", async (t) => {
  const server = await startServer(t);
  const page = await openPage(await openBrowser(t), server);
  const sizes = [];
  page.on("requestfinished", (request) => {
    if (!request.url().endsWith("/events")) sizes.push(request.sizes());
  });
  await signIn(page, server);
  await settled(page);
  await page.waitForLoadState("load");
  const bytes = (await Promise.all(sizes)).reduce(
    (sum, { responseBodySize }) => sum + responseBodySize,
    0,
  );
  t.diagnostic(`first load: ${bytes} bytes in ${sizes.length} answers`);
  assert.ok(bytes > 50_000 && bytes <= 200_000, `${bytes} bytes`);
});
