import { expect, test } from "vitest";

import { returnPath, signInPath } from "@/shared/session/return-path";

test.each(["/", "/predictions/1/customers?q=a%20b&risk=high#x", "/a//b", "/upload"])(
  "%s is a path of this page",
  (path) => {
    expect(returnPath(path)).toBe(path);
  },
);

test.each([
  null,
  undefined,
  "",
  "//evil.test/x",
  "/\\evil.test",
  "/\t/evil.test",
  "https://evil.test/",
  "javascript:alert(1)",
  "predictions",
  "/..//evil.test",
  "/sign-in",
  "/sign-in/return?code=1",
  "/x/../sign-in?return=/sign-in",
])("%s leads to the first page instead", (text) => {
  expect(returnPath(text)).toBe("/");
});

test("what was wanted goes along to the sign-in, and through it", () => {
  expect(signInPath("/")).toBe("/sign-in");
  const address = new URL(signInPath("/models?a=1&b=2"), "http://x.test");
  expect(address.pathname).toBe("/sign-in");
  expect(address.searchParams.get("return")).toBe("/models?a=1&b=2");
});
