import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { ColumnsView } from "@/features/columns/columns-view";
import { columnFacts, metrics } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";

const leak = columnFacts({
  name: "Churn Reason",
  role: "leak",
  evidence: "Filled only where the customer has left.",
  auc: 0.998,
  auc_with: 0.999,
  auc_without: 0.847,
});

test("a leak is shown with its receipt: the evidence and the AUCs with and without it", () => {
  const said = {
    code: "leak_left_out",
    message: "It is left out.",
    column: leak.name,
    hint: "Make it an input.",
  };
  renderPage(
    <ColumnsView metrics={metrics({ columns: [columnFacts(), leak], messages: [said] })} />,
  );
  const notice = screen.getByText("One column may give the answer away and was left out")
    .parentElement as HTMLElement;
  expect(notice.textContent).toContain("Filled only where the customer has left.");
  expect(notice.textContent).toContain("AUC alone 0.998 · model with it 0.999 · without 0.847");
  expect(notice.textContent).toContain("Make it an input.");
  expect(screen.queryByText("It is left out.")).toBeNull();
});

test("each column has its role, type, evidence and what is missing", () => {
  renderPage(<ColumnsView metrics={metrics({ columns: [columnFacts({ missing: 11 })] })} />);
  const row = screen.getByRole("row", { name: /^tenure/ });
  for (const part of ["Input", "number", "Differs between customers.", "11 (11.0%)", "0.739"]) {
    expect(row.textContent).toContain(part);
  }
});

test("what was decided about the outcome is said, and that it was a guess", () => {
  renderPage(<ColumnsView metrics={metrics()} />);
  const words = screen.getByRole("region", { name: "Who has left" }).textContent;
  expect(words).toContain(
    "Churn is Yes: 20 of 80 with a known outcome (25.0%); 20 more are not known.",
  );
  expect(words).toContain("worked out from the file");
});

test("a skipped line is named with its reason", () => {
  const reading = {
    encoding: "UTF-8",
    delimiter: ",",
    rows: 1,
    skipped: [{ line: 88, reason: "3 cells of 21", text: "a,b,c" }],
    messages: [],
  };
  renderPage(<ColumnsView metrics={metrics({ reading })} />);
  const file = within(screen.getByRole("region", { name: "The file" }));
  expect(file.getByText("Line 88")).toBeTruthy();
  expect(file.getByText(/3 cells of 21/)).toBeTruthy();
});

test("a column by which nobody has left is said to be that", () => {
  const { outcome } = metrics();
  const nobody = outcome && { ...outcome, left_value: "", left: 0, stayed: 800, unknown: 0 };
  renderPage(<ColumnsView metrics={metrics({ outcome: nobody })} />);
  const words = screen.getByRole("region", { name: "Who has left" }).textContent;
  expect(words).toContain("By Churn nobody has left: 800 customers stayed.");
});
