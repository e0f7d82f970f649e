import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import type { CustomerInFull } from "@/features/customers/customer";
import { WhatIfSection } from "@/features/customers/what-if-section";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

const contribution = (column: string, value: string) => ({
  column,
  value,
  log_odds: 0.7,
  factor: 2,
});

const customer: CustomerInFull = {
  row: 3,
  id: "C-3",
  customer_state: "active",
  churn_probability: 0.7,
  retention_probability: 0.3,
  risk_level: "high",
  risk_rank: 1,
  reasons: [],
  keeps: [],
  explanation: "",
  score_kind: "out_of_fold",
  base_value: -1,
  log_odds: 0.8,
  contributions: [contribution("plan", "basic"), contribution("absent", "")],
  cells: [
    { column: "plan", value: "basic" },
    { column: "note", value: "x" },
  ],
};

const scored = (probability: number, level: "high" | "low") => ({
  churn_probability: probability,
  risk_level: level,
  base_value: -1,
  log_odds: 0.8,
  explanation: "So it is.",
  contributions: [contribution("plan", "gold")],
});

const address = "POST /api/predictions/p1/customers/3/what-if";

async function opened() {
  renderPage(
    <WhatIfSection
      predictionId="p1"
      customer={customer}
      suggestions={{ plan: ["basic", "gold"] }}
    />,
  );
  await userEvent.click(screen.getByRole("button", { name: "Try other values" }));
}

const field = () => screen.findByRole("combobox", { name: "plan" });

test("the model is asked once the typing rests, and the stored values are found back", async () => {
  const requests = stubServer({
    [address]: () => ({ before: scored(0.72, "high"), after: scored(0.3, "low"), note: "By it." }),
  });
  await opened();
  const input = await field();
  expect(screen.getByText("72.0%")).toBeTruthy();
  expect(screen.queryByText("With yours")).toBeNull();
  expect(screen.queryByLabelText("absent")).toBeNull();
  await userEvent.clear(input);
  await userEvent.type(input, "gold");
  await screen.findByText("42.0 percentage points down", { exact: false });
  await waitFor(() => {
    expect(requests.at(-1)?.body).toEqual({ changes: { plan: "gold" } });
  });
  expect(requests.length).toBeLessThan(5);
  expect(screen.getByText("stored: basic")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Back to the stored values" }));
  expect((input as HTMLInputElement).value).toBe("basic");
  expect(screen.queryByText("With yours")).toBeNull();
});

test("a value that its column does not hold is named at its field, and no answer is shown", async () => {
  stubServer({
    [address]: ({ body }) =>
      "plan" in (body as { changes: object }).changes
        ? Response.json(
            {
              title: "Unprocessable",
              errors: [
                { code: "x", column: "plan", message: "It is no plan.", hint: "Write one." },
              ],
            },
            { status: 422 },
          )
        : { before: scored(0.72, "high"), after: scored(0.72, "high"), note: "By it." },
  });
  await opened();
  await userEvent.type(await field(), "!");
  await screen.findByText("It is no plan. Write one.");
  expect((await field()).getAttribute("aria-invalid")).toBe("true");
  expect(screen.queryByText("With yours")).toBeNull();
});

test("where the model was deleted that is said instead of a form", async () => {
  stubServer({
    [address]: () =>
      Response.json(
        {
          title: "Conflict",
          detail: "The model is not kept any more.",
          hint: "Run the file again.",
        },
        { status: 409 },
      ),
  });
  await opened();
  expect((await screen.findByRole("alert")).textContent).toContain(
    "The model is not kept any more.",
  );
  expect(screen.queryByRole("combobox")).toBeNull();
});
