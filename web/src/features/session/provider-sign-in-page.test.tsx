import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { ProviderSignInPage } from "@/features/session/provider-sign-in-page";
import { ProblemError } from "@/shared/api/problem";
import { renderPage } from "@/testing/render-page";
import { stubSession } from "@/testing/stub-session";

const problem = { title: "id.test did not let you in.", status: 0, hint: "Ask for access." };

test("one button leads to the provider, with the path that was wanted", async () => {
  const { session } = stubSession(null);
  const signIn = vi.spyOn(session, "signIn");
  renderPage(<ProviderSignInPage provider="id.test" returnTo="/models" problem={null} />);
  await userEvent.click(screen.getByRole("button", { name: "Sign in with id.test" }));
  expect(signIn).toHaveBeenCalledWith("/models");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("why the last try failed is said, and the button still stands", () => {
  renderPage(<ProviderSignInPage provider="id.test" returnTo="/" problem={problem} />);
  expect(screen.getByRole("alert").textContent).toMatch(/did not let you in.*Ask for access/s);
  expect(screen.getByRole("button", { name: "Sign in with id.test" })).toBeTruthy();
});

test("a way that cannot be gone is said at once", async () => {
  const { session } = stubSession(null);
  vi.spyOn(session, "signIn").mockRejectedValue(new ProblemError(problem));
  renderPage(<ProviderSignInPage provider="id.test" returnTo="/" problem={null} />);
  await userEvent.click(screen.getByRole("button", { name: "Sign in with id.test" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/did not let you in/);
});
