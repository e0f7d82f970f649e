import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { ProblemNotice } from "@/shared/ui/problem-notice";
import { renderPage } from "@/testing/render-page";

test("a bad file's finding says what, where and how to mend, and the request", () => {
  renderPage(
    <ProblemNotice
      problem={{
        title: "Bad Request",
        detail: "The file cannot be read.",
        status: 400,
        request_id: "r-17",
        errors: [
          {
            code: "quote_never_closed",
            message: "A quote never closes.",
            row: 1204,
            column: "Notes",
            text: '"abc',
            hint: "Close it (option: quote).",
          },
        ],
      }}
    />,
  );
  const alert = screen.getByRole("alert").textContent;
  for (const part of [
    "The file cannot be read.",
    "Bad Request (400)",
    "Line 1,204",
    "Column “Notes”",
    "A quote never closes.",
    '"abc',
    "Close it.",
    "r-17",
  ]) {
    expect(alert).toContain(part);
  }
  expect(alert).not.toContain("option");
});

test("what is said once is not said twice", () => {
  const hint = "Save it as CSV.";
  renderPage(
    <ProblemNotice
      problem={{
        title: "Bad Request",
        status: 400,
        detail: "No table.",
        hint,
        errors: [{ code: "c", message: "No table.", row: 3, hint }],
      }}
    />,
  );
  expect(screen.getAllByText(/No table/)).toHaveLength(1);
  expect(screen.getAllByText(hint)).toHaveLength(1);
  expect(screen.getByText("Line 3")).toBeTruthy();
});

test("what a file holds is shown as text, never as markup", () => {
  const text = "<img src=x onerror=alert(1)>";
  renderPage(
    <ProblemNotice
      problem={{ title: text, status: 400, errors: [{ code: "c", message: text, column: text }] }}
    />,
  );
  expect(document.querySelector("img")).toBeNull();
  expect(screen.getByRole("alert").textContent).toContain(text);
});
