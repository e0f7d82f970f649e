import { expect, test } from "vitest";

import { ago, duration } from "@/shared/format/time";

test("durations grow coarser as they grow longer", () => {
  expect(duration(4230)).toBe("4.2 s");
  expect(duration(38_000)).toBe("38 s");
  expect(duration(125_000)).toBe("2 min 5 s");
  expect(duration(3_780_000)).toBe("1 h 3 min");
  expect(duration(-5)).toBe("0.0 s");
});

test("the past is said in words", () => {
  const now = Date.parse("2026-03-02T12:00:00Z");
  expect(ago("2026-03-02T11:59:40Z", now)).toBe("just now");
  expect(ago("2026-03-02T11:55:00Z", now)).toBe("5 minutes ago");
  expect(ago("2026-03-01T11:55:00Z", now)).toBe("yesterday");
});
