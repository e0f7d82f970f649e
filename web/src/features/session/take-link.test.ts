import { expect, test } from "vitest";

import { takeLink } from "@/features/session/take-link";

test("the secret leaves the address as soon as it is read", () => {
  window.history.replaceState(null, "", "/#link=aB3_-x");
  expect(takeLink(window)).toBe("aB3_-x");
  expect(window.location.href).not.toContain("link");
  expect(takeLink(window)).toBeNull();
});

test("another fragment stays", () => {
  window.history.replaceState(null, "", "/predictions#main");
  expect(takeLink(window)).toBeNull();
  expect(window.location.hash).toBe("#main");
});
