import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { ModelList } from "@/features/models/model-list";
import { modelItem } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

function show(models: ReturnType<typeof modelItem>[]) {
  stubServer({
    "GET /api/models": () => ({ success: true, models, count: models.length, next_cursor: null }),
  });
  renderPage(<ModelList />);
}

test("each model says its version, what it was learned from and how good it was", async () => {
  show([modelItem({ default: true }), modelItem({ id: "m0", version: 1, roc_auc: null })]);
  const [first, second] = await screen.findAllByRole("listitem");
  const newest = within(first ?? document.body);
  expect(newest.getByRole("link", { name: "telco" }).getAttribute("href")).toBe("/models/m1");
  expect(newest.getByText("Default")).toBeTruthy();
  expect(newest.getByText("7,043 customers · 19 columns")).toBeTruthy();
  expect(newest.getByText("AUC 0.850")).toBeTruthy();
  const older = within(second ?? document.body);
  expect(older.getByText("AUC: not enough to say")).toBeTruthy();
  expect(older.queryByText("Default")).toBeNull();
});

test("without any, it says what makes one and leads to the sample", async () => {
  show([]);
  const link = await screen.findByRole("link", { name: "Upload a file or use the sample" });
  expect(link.getAttribute("href")).toBe("/upload");
});
