import { expect, test } from "vitest";

import { bytes, counted, factor, percent } from "@/shared/format/numbers";

test("a share that is not quite nothing or all never reads as that", () => {
  expect(percent(0.0001)).toBe("<0.1%");
  expect(percent(0.99999)).toBe(">99.9%");
  expect(percent(0)).toBe("0.0%");
  expect(percent(1)).toBe("100.0%");
  expect(percent(0.26343)).toBe("26.3%");
});

test("a factor keeps two digits that say something", () => {
  expect(factor(2.34)).toBe("2.3×");
  expect(factor(0.412)).toBe("0.41×");
  expect(factor(12.4)).toBe("12×");
  expect(factor(0.001)).toBe("<0.01×");
});

test("sizes and counts read as people say them", () => {
  expect(bytes(1 << 30)).toBe("1 GB");
  expect(bytes(977_501)).toBe("955 kB");
  expect(bytes(1536)).toBe("1.5 kB");
  expect(counted(1, "row")).toBe("1 row");
  expect(counted(7043, "row")).toBe("7,043 rows");
});
