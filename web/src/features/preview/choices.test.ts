import { expect, test } from "vitest";

import { roleOf, withHowRead, withKept, withRole, withType } from "@/features/preview/choices";

test("another outcome does not inherit the left value of the first one", () => {
  const before = { outcome: "Churn", left_value: "Yes", roles: { a: "ignored" as const } };
  expect(withRole(before, "Status", "outcome")).toEqual({
    outcome: "Status",
    roles: { a: "ignored" },
  });
});

test("a column has one role at a time, wherever it was chosen", () => {
  for (const before of [
    { roles: { a: "input" as const } },
    { outcome: "a", left_value: "x" },
    { date: "a" },
    { id: "a" },
    { ignored: ["a"] },
  ]) {
    expect(roleOf(before, "a")).toBeDefined();
    expect(withRole(before, "a", undefined)).toEqual({});
    expect(withRole(before, "a", "identifier")).toEqual({ roles: { a: "identifier" } });
  }
});

test("a change of how bytes are read drops what was chosen for columns", () => {
  const before = { outcome: "a", roles: { b: "input" as const }, decimal: "," as const };
  expect(withHowRead(before, { delimiter: ";" })).toEqual({ decimal: ",", delimiter: ";" });
  expect(withHowRead({ delimiter: ";" }, { delimiter: undefined })).toEqual({});
  // The model and the seed of an earlier run name no column.
  const earlier = { model: "m", seed: 7 };
  expect(withHowRead({ ...earlier, id: "a" }, { encoding: "cp1251" })).toEqual({
    ...earlier,
    encoding: "cp1251",
  });
});

test("types and kept lines are taken back without a trace", () => {
  expect(withType({}, "zip", "text")).toEqual({ types: { zip: "text" } });
  expect(withType({ types: { zip: "text" } }, "zip", undefined)).toEqual({});
  expect(withKept(withKept({}, 12, true), 3, true)).toEqual({ keep_rows: [3, 12] });
  expect(withKept({ keep_rows: [3] }, 3, false)).toEqual({});
});
