import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ClerkSession, type Clerk } from "@/features/session/clerk-session";
import { jwt } from "@/testing/oidc-way";

beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => vi.useRealTimers());

/// Clerk's own object, as far as it is used here: keeps a token for a minute less ten seconds, as
/// Clerk does, and tells when its session ends.
class FakeClerk implements Clerk {
  made = 0;
  #kept: { token: string; until: number } | null = null;
  #listeners: (() => void)[] = [];
  session: Clerk["session"] = {
    getToken: ({ skipCache = false } = {}) => {
      if (!skipCache && this.#kept && Date.now() < this.#kept.until)
        return Promise.resolve(this.#kept.token);
      const iat = Math.floor(Date.now() / 1000);
      const token = jwt({ iat, exp: iat + 60, jti: ++this.made });
      this.#kept = { token, until: Date.now() + 45_000 };
      return Promise.resolve(token);
    },
  };
  redirectToSignIn = vi.fn(() => Promise.resolve());
  signOut = vi.fn(() => Promise.resolve());
  addListener = (listener: () => void) => {
    this.#listeners.push(listener);
    return () => undefined;
  };
  end() {
    this.session = null;
    for (const listener of this.#listeners) listener();
  }
}

test("nobody is signed in without a session of Clerk's", async () => {
  const clerk = new FakeClerk();
  clerk.session = null;
  const session = new ClerkSession(clerk);
  expect(await session.token()).toBeNull();
  expect(await session.renewed(null)).toBeNull();
});

test("requests carry Clerk's token, and a newer one where it is refused", async () => {
  const clerk = new FakeClerk();
  const session = new ClerkSession(clerk);
  const first = await session.token();
  expect(await session.token()).toBe(first);
  expect(clerk.made).toBe(1);
  const second = await session.renewed(first);
  expect(second).not.toBe(first);
  expect(await session.renewed(first)).toBe(second);
  expect(clerk.made).toBe(2);
});

test("a token is renewed before it ends, whoever asks, and that is told", async () => {
  const clerk = new FakeClerk();
  const session = new ClerkSession(clerk);
  const told = vi.fn();
  session.onChange(told);
  await session.token();
  expect(told).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(50_000);
  expect(told).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(50_000);
  expect(told).toHaveBeenCalledTimes(2);
  clerk.end();
  expect(await session.token()).toBeNull();
  await vi.advanceTimersByTimeAsync(500_000);
  expect(told).toHaveBeenCalledTimes(2);
});

test("one signs in on Clerk's pages and comes back to what was wanted; and leaves", async () => {
  const clerk = new FakeClerk();
  const session = new ClerkSession(clerk);
  await session.signIn("/models?a=1");
  expect(clerk.redirectToSignIn).toHaveBeenCalledWith({
    signInForceRedirectUrl: `${window.location.origin}/models?a=1`,
  });
  await session.signOut();
  expect(clerk.signOut).toHaveBeenCalledWith({ redirectUrl: `${window.location.origin}/sign-in` });
});
