import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { PredictionList } from "@/features/predictions/prediction-list";
import { predictionItem } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

const show = (...predictions: ReturnType<typeof predictionItem>[]) => {
  stubServer({
    "GET /api/predictions": () => ({ predictions, count: predictions.length, next_cursor: null }),
  });
  renderPage(<PredictionList />);
};

test("a running prediction says what it does, how far it is and how many rows it read", async () => {
  show(
    predictionItem({
      status: "PROCESSING",
      stage: "learning",
      progress: 0.42,
      rows_processed: 7043,
    }),
  );
  expect(await screen.findByText("Learning who leaves")).toBeTruthy();
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("42");
  expect(screen.getByText(/7,043 rows · running for/)).toBeTruthy();
});

test("a queued one is said to wait, not to be at 0 %", async () => {
  show(predictionItem({ status: "QUEUED" }));
  expect(await screen.findByText("Waiting for its turn")).toBeTruthy();
  expect(screen.queryByText("0%")).toBeNull();
});

test("a failed one says why", async () => {
  show(predictionItem({ status: "FAILED", error_message: "The file has no outcome column." }));
  expect(await screen.findByText("The file has no outcome column.")).toBeTruthy();
});

test("an empty list leads to the upload", async () => {
  show();
  expect((await screen.findByRole("link", { name: "Upload a file" })).getAttribute("href")).toBe(
    "/upload",
  );
});
