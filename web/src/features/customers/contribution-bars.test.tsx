import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { ContributionBars } from "@/features/customers/contribution-bars";
import { renderPage } from "@/testing/render-page";

const contribution = (column: string, push: number) => ({
  column,
  value: "v",
  log_odds: push,
  factor: Math.exp(push),
});

const inFull = (pushes: number[]) => {
  const base = -1;
  const sum = pushes.reduce((total, push) => total + push, base);
  return {
    row: 1,
    id: "C-1",
    customer_state: "active" as const,
    churn_probability: 1 / (1 + Math.exp(-sum)),
    retention_probability: 1 / (1 + Math.exp(sum)),
    risk_level: "high" as const,
    risk_rank: 1,
    reasons: [],
    keeps: [],
    explanation: "",
    score_kind: "model",
    base_value: base,
    log_odds: sum,
    contributions: pushes.map((push, index) => contribution(`c${String(index)}`, push)),
    cells: [],
  };
};

test("what doubles and what halves the odds have bars of one length on two sides", () => {
  const { container } = renderPage(
    <ContributionBars customer={inFull([Math.log(2), -Math.log(2)])} />,
  );
  const [leave, stay] = [...container.querySelectorAll<HTMLElement>("[style]")];
  expect(leave?.dataset.pushes).toBe("leave");
  expect(stay?.dataset.pushes).toBe("stay");
  expect(leave?.style.width).toBe("50%");
  expect(stay?.style.width).toBe("50%");
});

test("the sum says how the factors make the probability", () => {
  renderPage(<ContributionBars customer={inFull([2])} />);
  expect(document.body.textContent).toContain(
    "odds of 1 to 2.7 (26.9%). Multiplied by every factor (7.4× together): odds of 2.7 to 1, which is 73.1%.",
  );
});

test("the weak columns are shown on request", async () => {
  renderPage(
    <ContributionBars
      customer={inFull(Array.from({ length: 12 }, (_, index) => 1 / (index + 1)))}
    />,
  );
  expect(screen.queryByText("c11")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show all 12 columns" }));
  expect(screen.getByText("c11")).toBeTruthy();
});

test("of a scorecard each value has its points, and nothing is called odds", () => {
  const points = (column: string, value: number) => ({
    column,
    value: "v",
    log_odds: null,
    factor: null,
    points: value,
  });
  const customer = {
    ...inFull([]),
    churn_probability: null,
    risk_points: 40,
    base_value: null,
    log_odds: null,
    contributions: [points("Contract", 25), points("Tickets", 15)],
  };
  renderPage(<ContributionBars customer={customer} />);
  expect(screen.getByRole("row", { name: /Contract/ }).textContent).toContain("+25");
  expect(screen.getByRole("columnheader", { name: "Points" })).toBeTruthy();
  expect(screen.queryByText(/odds/i)).toBeNull();
});
