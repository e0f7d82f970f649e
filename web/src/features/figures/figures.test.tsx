import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { Figures } from "@/features/figures/figures";
import { withFound } from "@/features/figures/gain-section";
import { metrics } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";

const section = (name: string) => within(screen.getByRole("region", { name }));

test("a figure is never shown without its interval and how it was made", () => {
  renderPage(<Figures metrics={metrics()} />);
  const good = section("How good it is");
  expect(good.getByText("0.847")).toBeTruthy();
  expect(good.getByText(/0.837 to 0.857/).textContent).toContain("95%, DeLong");
  const row = section("All figures").getByRole("row", { name: /^Right when high/ });
  expect(within(row).getByText("56.0% – 60.0%")).toBeTruthy();
});

test("what could not be measured is said to be so, never a number", () => {
  const none = {
    roc_auc: null,
    verdict: null,
    lift_at_10: null,
    calibration: null,
    gain: null,
    confusion: null,
  };
  renderPage(<Figures metrics={metrics(none)} />);
  expect(section("How good it is").getAllByText("not enough to say")).toHaveLength(2);
  const row = section("All figures").getByRole("row", { name: /^AUC/ });
  expect(within(row).getByText("not enough to say")).toBeTruthy();
  for (const absent of [
    "Against a simple rule",
    "Do the percentages come true?",
    "How far down the list?",
  ]) {
    expect(screen.queryByRole("region", { name: absent })).toBeNull();
  }
});

test("the baseline stands beside the model", () => {
  renderPage(<Figures metrics={metrics()} />);
  const words = section("Against a simple rule").getByRole("img").getAttribute("aria-label");
  expect(words).toContain("The best single column, “tenure”, reaches 0.739 alone.");
});

test("every picture says in words what it shows, and its numbers are there to read", () => {
  renderPage(<Figures metrics={metrics()} />);
  const risk = section("Risk");
  expect(risk.getByRole("img").getAttribute("aria-label")).toContain(
    "15 at high, 25 at medium and 40 at low risk",
  );
  expect(risk.getByText("0% to 5%")).toBeTruthy();
  expect(section("Do the percentages come true?").getByText("5.0% – 20.0%")).toBeTruthy();
});

test("going down the list adds up to every leaver", () => {
  const found = withFound(metrics().gain ?? []).map((step) => step.found);
  expect(found).toEqual([0.5, 0.75, 1]);
});

test("points of a scorecard are shown with what gives them, without any figure", () => {
  const scorecard = {
    most: 65,
    high_from: 32.5,
    medium_from: 16.25,
    signals: [
      { signal: "contract", column: "Contract", most: 25, bands: "From month to month 25 points." },
    ],
  };
  renderPage(<Figures metrics={metrics({ mode: "starter", scorecard })} />);
  expect(section("How the points come about").getByText("up to 25")).toBeTruthy();
  expect(section("Risk").getByText(/high from 33, medium from 17 of 65/)).toBeTruthy();
  expect(screen.queryByRole("region", { name: "How good it is" })).toBeNull();
  expect(screen.queryByRole("region", { name: "All figures" })).toBeNull();
});
