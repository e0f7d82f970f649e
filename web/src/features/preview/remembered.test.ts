import { beforeEach, expect, test, vi } from "vitest";

import { recall, remember, shapeOf } from "@/features/preview/remembered";
import { preview } from "@/testing/examples";

beforeEach(() => {
  localStorage.clear();
});

test("choices come back for a file of the same columns, and only for such a one", () => {
  const shape = shapeOf(preview());
  remember(shape, { decimal: ",", keep_rows: [12], threshold: 0.3 });
  expect(recall(shape)).toEqual({ decimal: "," });
  expect(recall(shapeOf(preview({ header: ["id", "Churn"] })))).toBeUndefined();
});

test("no choices forget the earlier ones, and old shapes go first", () => {
  remember("a", { decimal: "," });
  remember("a", {});
  expect(recall("a")).toBeUndefined();
  for (let i = 0; i < 60; i++) remember(`shape ${String(i)}`, { decimal: "," });
  expect(recall("shape 9")).toBeUndefined();
  expect(recall("shape 10")).toEqual({ decimal: "," });
});

test("a browser that keeps nothing, or another's bytes under the key, harm nothing", () => {
  localStorage.setItem("retainwise.choices", "{broken");
  expect(recall("a")).toBeUndefined();
  const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new Error("full");
  });
  remember("a", { decimal: "," });
  full.mockRestore();
  expect(recall("a")).toBeUndefined();
});
