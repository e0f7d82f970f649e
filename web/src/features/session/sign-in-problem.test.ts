import { ErrorResponse, ErrorTimeout } from "oidc-client-ts";
import { expect, test, vi } from "vitest";

import { signInProblem } from "@/features/session/sign-in-problem";
import { oidcWay } from "@/testing/oidc-way";

const of = (error: unknown) => signInProblem(error, oidcWay());

test.each([
  ["access_denied", /ask who runs the provider to let you in/],
  ["login_required", /answer what it asks/],
  ["temporarily_unavailable", /Wait a minute/],
  ["invalid_grant", /begin anew/],
  ["invalid_scope", /OIDC_SCOPE/],
  ["invalid_target", /OIDC_AUDIENCE/],
  [
    "unauthorized_client",
    /client page \(OIDC_CLIENT_ID\).*\/sign-in\/return is among its redirect/,
  ],
  ["something_new", /OIDC_CLIENT_ID/],
])("%s is said with what to do", (code, hint) => {
  const problem = of(new ErrorResponse({ error: code, error_description: "Because." }));
  expect(problem.detail).toBe(`The identity provider says: Because. (${code}).`);
  expect(problem.hint).toMatch(hint);
});

test("a provider that is down, or that lets no page ask it", () => {
  for (const error of [new TypeError("Failed to fetch"), new ErrorTimeout("late")]) {
    vi.stubGlobal("isSecureContext", true);
    expect(of(error).title).toContain("could not reach https://id.test/token");
    expect(of(error).hint).toMatch(/CORS/);
  }
});

test("a sign-in of another tab, and one without https", () => {
  vi.stubGlobal("isSecureContext", true);
  expect(of(new Error("No matching state found in storage")).title).toMatch(/begun elsewhere/);
  vi.stubGlobal("isSecureContext", false);
  expect(of(new Error("Crypto.subtle is available only in secure contexts")).title).toMatch(
    /https:\/\//,
  );
});
