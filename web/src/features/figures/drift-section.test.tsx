import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { DriftSection } from "@/features/figures/drift-section";
import type { Metrics } from "@/shared/api/metrics";
import { metrics } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";

const scored: Partial<Metrics> = {
  mode: "score",
  expected_leavers: { value: 24.4, low: 16.2, high: 32.6, rows: 80, method: "sum" },
  drift: {
    level: "far",
    sentence: "1 of 2 columns looks unlike the rows that the model was learned from (Plan).",
    trained_rows: 7043,
    scores: { psi: 0.12, level: "moved" },
    columns: [
      {
        column: "Plan",
        psi: 1.237,
        level: "far",
        missing: 0,
        missing_before: 0,
        new_levels: { count: 2, rows: 31, examples: ["Weekly", "Daily"] },
      },
      {
        column: "Spend",
        psi: 0.01,
        level: "same",
        missing: 0.25,
        missing_before: 0.3,
        new_levels: null,
      },
    ],
  },
};

test("a scored file says how many will leave, with the interval", () => {
  renderPage(<DriftSection metrics={metrics(scored)} />);
  const section = screen.getByRole("region", { name: "What to expect of this file" });
  expect(section.textContent).toContain(
    "24 customers of the 80 who can still be kept are expected to leave, between 16 and 33",
  );
});

test("a column that moved says how far and which of its values are new", () => {
  renderPage(<DriftSection metrics={metrics(scored)} />);
  const plan = within(screen.getByRole("row", { name: /^Plan/ }));
  expect(plan.getByText("has moved far")).toBeTruthy();
  expect(plan.getByText("1.24")).toBeTruthy();
  expect(plan.getByText("Weekly, Daily (31 rows)")).toBeTruthy();
  expect(within(screen.getByRole("row", { name: /^Spend/ })).getByText("25.0%")).toBeTruthy();
});

test("a file that was learned from has nothing to be held against", () => {
  renderPage(<DriftSection metrics={metrics()} />);
  expect(screen.queryByRole("region", { name: "What to expect of this file" })).toBeNull();
});
