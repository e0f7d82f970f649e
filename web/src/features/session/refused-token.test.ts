import { expect, test } from "vitest";

import { refusedToken } from "@/features/session/refused-token";
import { jwt, oidcWay } from "@/testing/oidc-way";

const now = 1_800_000_000_000;
const seconds = now / 1000;
const good = { iss: "https://id.test", aud: ["churn"], iat: seconds, exp: seconds + 300 };
const of = (claims: Record<string, unknown>) =>
  refusedToken(jwt({ ...good, ...claims }), oidcWay(), now);

test.each(["opaque", "a.b", "a.!.c", ""])("%s is no token that anybody else reads", (token) => {
  const { detail, hint } = refusedToken(token, oidcWay(), now);
  expect(detail).toMatch(/needs a JWT/);
  expect(hint).toMatch(/OIDC_AUDIENCE.*\(now churn\)/);
});

test("another issuer, and another audience, are named beside ours", () => {
  expect(of({ iss: "https://id.test/" }).detail).toBe(
    "The token is of https://id.test/, and OIDC_ISSUER is https://id.test.",
  );
  expect(of({ aud: ["account", "x"] }).detail).toBe(
    "The token is for account, x, and OIDC_AUDIENCE is churn.",
  );
  expect(of({ aud: undefined }).detail).toMatch(/for nobody in particular/);
});

test("clocks that differ", () => {
  expect(of({ iat: seconds + 60 }).hint).toMatch(/clocks/);
  expect(of({ exp: seconds - 60 }).hint).toMatch(/clocks/);
});

test("what only the server knows stands in its log", () => {
  expect(of({}).hint).toMatch(/request_refused/);
  expect(of({ aud: "churn" }).hint).toMatch(/request_refused/);
});
