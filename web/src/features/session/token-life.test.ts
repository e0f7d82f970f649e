import { expect, test } from "vitest";

import { renewalDelay } from "@/features/session/token-life";

test.each([
  [3600, 3540],
  [300, 240],
  [60, 48],
  [10, 8],
  [5, 3],
  [1, 0],
  [-4, 0],
])("of a token with %i seconds left the next is asked for after %i", (left, after) => {
  expect(renewalDelay(left)).toBe(after * 1000);
});
