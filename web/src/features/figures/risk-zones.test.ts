import { expect, test } from "vitest";

import { mediumFrom, pieces } from "@/features/figures/risk-zones";

test("medium starts at the base rate, or at half the threshold where that is lower", () => {
  expect(mediumFrom({ threshold: 0.6, base_rate: 0.2 })).toBe(0.2);
  expect(mediumFrom({ threshold: 0.6, base_rate: 0.5 })).toBe(0.3);
});

test("without a threshold everybody's risk is medium", () => {
  expect(mediumFrom({ threshold: null, base_rate: 0.5 })).toBe(0);
  expect(mediumFrom({ threshold: null, base_rate: null })).toBeNull();
  const bins = [{ from: 0, to: 0.05, rows: 9 }];
  expect(pieces(bins, { threshold: null, base_rate: 0.5 }).map(({ level }) => level)).toEqual([
    "medium",
  ]);
});

test("a bin that lies in two levels is cut where they meet", () => {
  const cut = pieces([{ from: 0.3, to: 0.35, rows: 9 }], { threshold: 0.32, base_rate: 0.1 });
  expect(cut).toEqual([
    { from: 0.3, to: 0.32, rows: 9, level: "medium" },
    { from: 0.32, to: 0.35, rows: 9, level: "high" },
  ]);
});
