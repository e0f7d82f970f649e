import { expect, test } from "vitest";

import { hintWords } from "@/shared/format/hint-words";

test("a hint is said without the names of options, and else as it is", () => {
  expect(hintWords("Name another column (options: outcome, left_value).")).toBe(
    "Name another column.",
  );
  expect(hintWords("Choose one of its values (option: left_value): “a”, “b”.")).toBe(
    "Choose one of its values: “a”, “b”.",
  );
  expect(hintWords("Fill it in with yes and no (or 1 and 0).")).toBe(
    "Fill it in with yes and no (or 1 and 0).",
  );
});
