import { expect, test } from "vitest";

import { asProblem, unreachable } from "@/shared/api/problem";

test.each([
  "Unable to preload CSS for /assets/models-x.css",
  "Failed to fetch dynamically imported module: http://host/assets/models-x.js",
  "error loading dynamically imported module",
  "Importing a module script failed.",
])("a part of the page that does not come means that nobody answers: %s", (message) => {
  expect(asProblem(new Error(message))).toBe(unreachable);
});

test("a mistake of the page itself is told as one", () => {
  expect(asProblem(new TypeError("x is undefined")).title).toContain("x is undefined");
});
