import { fireEvent, screen, within } from "@testing-library/react";
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
    roc: null,
    pr: null,
    thresholds: null,
  };
  renderPage(<Figures metrics={metrics(none)} />);
  expect(section("How good it is").getAllByText("not enough to say")).toHaveLength(2);
  const row = section("All figures").getByRole("row", { name: /^AUC/ });
  expect(within(row).getByText("not enough to say")).toBeTruthy();
  for (const absent of [
    "Against a simple rule",
    "Do the percentages come true?",
    "How far down the list?",
    "Where to draw the line",
    "Leavers found against false alarms",
    "Right when flagged, as more are found",
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

test("the slider begins at the threshold in use, says what another does, and finds back", () => {
  renderPage(<Figures metrics={metrics({ threshold_figures: "cross_fitted" })} />);
  const line = section("Where to draw the line");
  const slider = line.getByRole("slider", { name: "High risk from 40.0%" });
  const cells = () =>
    line
      .getAllByRole("cell")
      .slice(1, 5)
      .map((cell) => cell.textContent);
  expect(cells()).toEqual(["14", "11", "6", "49"]);
  expect(line.getByText("56.0%")).toBeTruthy();
  expect(line.getByText(/so they differ a little/)).toBeTruthy();
  fireEvent.change(slider, { target: { value: "2" } });
  expect(slider.getAttribute("aria-valuetext")).toBe(
    "High risk from 60.0%: 12 flagged, of whom 10 left; 50.0% of the leavers found",
  );
  expect(cells()).toEqual(["10", "2", "10", "58"]);
  const again = line.getByRole("link", { name: "Run again with high risk from 60.0%" });
  expect(again.getAttribute("href")).toMatch(/again\?threshold=0.6$/);
  fireEvent.click(line.getByRole("button", { name: "Back to 40.0%, as used" }));
  expect(cells()).toEqual(["14", "11", "6", "49"]);
  expect(line.queryByRole("button")).toBeNull();
});

test("thresholds weighted to a stated rate say so, and do not stand on a curve of another rate", () => {
  const { rows } = metrics().thresholds ?? { rows: [] };
  renderPage(<Figures metrics={metrics({ thresholds: { rate: 0.05, weighted: true, rows } })} />);
  expect(
    section("Where to draw the line").getByText(/5.0% of them left, the true rate/),
  ).toBeTruthy();
  const marks = (name: string) => section(name).getByRole("img").querySelectorAll("circle").length;
  expect(marks("Leavers found against false alarms")).toBe(1);
  expect(marks("Right when flagged, as more are found")).toBe(0);
});

test("a run of before there were thresholds still shows its one", () => {
  renderPage(
    <Figures metrics={metrics({ roc: undefined, pr: undefined, thresholds: undefined })} />,
  );
  expect(section("High risk, right and wrong").getByText("50")).toBeTruthy();
  expect(screen.queryByRole("region", { name: "Where to draw the line" })).toBeNull();
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

test("of a file that a model scored, only what the model reached where it was learned is told", () => {
  const { roc_auc: auc } = metrics();
  const model = { trained_on_rows: 7043, roc_auc: auc };
  renderPage(<Figures metrics={metrics({ mode: "score", model, roc_auc: null })} />);
  const then = section("How good the model was");
  expect(then.getByText("0.847")).toBeTruthy();
  expect(then.getByText(/Nothing was measured on this file.*7,043 rows/)).toBeTruthy();
  for (const absent of ["How good it is", "All figures"]) {
    expect(screen.queryByRole("region", { name: absent })).toBeNull();
  }
});
