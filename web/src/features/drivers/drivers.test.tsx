import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { densityBars } from "@/features/drivers/density";
import { Drivers } from "@/features/drivers/drivers";
import { numberWords, valueWords } from "@/features/drivers/words";
import type { Shape, ShapePoint, Shapes } from "@/shared/api/metrics";
import { renderPage } from "@/testing/render-page";

const added = (mean: number, rows = 10) => ({ rows, mean, low: mean - 0.1, high: mean + 0.1 });

const range = (from: number, to: number, mean: number): ShapePoint => ({
  value: (from + to) / 2,
  from,
  to,
  ...added(mean),
});

const tenure: Shape = {
  column: "tenure",
  kind: "number",
  points: [range(0, 2, Math.log(3)), range(3, 20, 0), range(21, 72, Math.log(0.4))],
  others: null,
  missing: added(0, 4),
};

const plan: Shape = {
  column: "plan",
  kind: "category",
  points: [
    { value: "basic", ...added(Math.log(2), 30) },
    { value: "gold", ...added(-Math.log(2), 10) },
  ],
  others: null,
  missing: null,
};

const shapes = (columns: Shape[], changes: Partial<Shapes> = {}): Shapes => ({
  rows: 40,
  unit: "log_odds",
  columns,
  ...changes,
});

const importance = [
  { column: "tenure", share: 0.6 },
  { column: "plan", share: 0.4 },
];

const section = (name: string) => within(screen.getByRole("region", { name }));

test("a number has a curve over its values, its weight and its extremes in words", () => {
  renderPage(<Drivers shapes={shapes([tenure, plan])} importance={importance} chance={false} />);
  const one = section("tenure");
  expect(one.getByRole("img").querySelectorAll("circle")).toHaveLength(3);
  expect(
    one.getByText("60.0% of what moves the scores. From 0.40× at 21 to 72 to 3.0× at 0 to 2."),
  ).toBeTruthy();
  expect(one.getByText("Empty in 4 rows: 1.0×")).toBeTruthy();
  expect(one.getAllByRole("row", { hidden: true })).toHaveLength(5);
});

test("a category's levels stand from those that leave to those that stay, with their share", () => {
  renderPage(<Drivers shapes={shapes([plan])} importance={importance} chance={false} />);
  const lines = section("plan").getAllByRole("listitem");
  expect(lines.map((line) => line.textContent)).toEqual(["basic 75%2.0×", "gold 25%0.50×"]);
  const bars = lines.map((line) => line.querySelector<HTMLElement>("[data-pushes]"));
  expect(bars.map((bar) => bar?.dataset.pushes)).toEqual(["leave", "stay"]);
  expect(bars.map((bar) => bar?.style.width)).toEqual(["50%", "50%"]);
});

test("points of a scorecard are no odds", () => {
  const card = { ...plan, points: [{ value: "basic", ...added(25, 40) }] };
  renderPage(
    <Drivers shapes={shapes([card], { unit: "points" })} importance={null} chance={false} />,
  );
  expect(screen.getByText(/How many points each value adds/)).toBeTruthy();
  expect(section("plan").getByText("+25.0 for every value.")).toBeTruthy();
});

test("the weak columns are shown on request", async () => {
  const many = Array.from({ length: 9 }, (_, i) => ({ ...plan, column: `c${String(i)}` }));
  renderPage(<Drivers shapes={shapes(many)} importance={null} chance={false} />);
  expect(screen.queryByRole("region", { name: "c8" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show all 9 columns" }));
  expect(screen.getByRole("region", { name: "c8" })).toBeTruthy();
});

test("what has no curves says so, and what is no better than chance too", () => {
  const { unmount } = renderPage(<Drivers shapes={null} importance={null} chance={false} />);
  expect(screen.getByText(/made by an earlier version/)).toBeTruthy();
  unmount();
  renderPage(<Drivers shapes={shapes([plan])} importance={null} chance />);
  expect(screen.getByText(/these curves mean nothing yet/)).toBeTruthy();
});

test("density is rows by width, not rows", () => {
  const bars = densityBars([range(0, 2, 0), range(2, 4, 0), range(4, 24, 0)]);
  expect(bars.map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [2, 8.5],
    [8.5, 19.5],
  ]);
  expect(bars.map(({ tall }) => Number(tall.toFixed(3)))).toEqual([1, 0.308, 0.182]);
});

test("values are written as people read them", () => {
  expect(numberWords(19_876.5, "number")).toBe("19,877");
  expect(numberWords(20_776, "date")).toBe("2026-11-19");
  expect(valueWords({ value: 3, from: 3, to: 3, ...added(0) }, "number")).toBe("3");
});
