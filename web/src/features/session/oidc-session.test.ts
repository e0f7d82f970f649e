import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { openOidcSession } from "@/features/session/oidc-session";
import type { OidcWay } from "@/shared/api/get-way-in";
import { ProblemError } from "@/shared/api/problem";
import { oidcWay } from "@/testing/oidc-way";

beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => {
  vi.useRealTimers();
  window.sessionStorage.clear();
});

/// What an earlier page of this tab left: a token with so many seconds left.
function leave(seconds: number, more: Record<string, unknown> = {}) {
  const user = {
    access_token: "first",
    refresh_token: "again",
    token_type: "Bearer",
    expires_at: Date.now() / 1000 + seconds,
    profile: { sub: "anna" },
    ...more,
  };
  window.sessionStorage.setItem("oidc.user:https://id.test:page", JSON.stringify(user));
}

/// Answers the token endpoint; → what was asked.
function stubProvider(answer: () => Promise<Response> | Response) {
  const asked: Record<string, string>[] = [];
  vi.stubGlobal("fetch", async (_: string, { body }: { body: URLSearchParams }) => {
    asked.push(Object.fromEntries(body));
    return answer();
  });
  return asked;
}

let given = 0;
const another = () =>
  Response.json({
    access_token: `renewed-${String(++given)}`,
    refresh_token: `again-${String(given)}`,
    token_type: "Bearer",
    expires_in: 300,
  });

const stored = () => window.sessionStorage.length;
const open = (way: Partial<OidcWay> = {}) => openOidcSession(oidcWay(way));

test("nobody is signed in at first", async () => {
  const session = await open();
  expect(await session.token()).toBeNull();
  expect(await session.renewed(null)).toBeNull();
});

test("a page that is loaded anew goes on with its tab's token, and asks nobody", async () => {
  leave(100);
  const asked = stubProvider(another);
  expect(await (await open()).token()).toBe("first");
  expect(asked).toEqual([]);
});

test("it is renewed before it ends, for the same audience, and that is told", async () => {
  leave(100);
  const asked = stubProvider(another);
  const session = await open({ audience: "https://churn.test" });
  const told = vi.fn();
  const stop = session.onChange(told);
  await vi.advanceTimersByTimeAsync(79_000);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(asked).toMatchObject([
    { grant_type: "refresh_token", refresh_token: "again", resource: "https://churn.test" },
  ]);
  expect(told).toHaveBeenCalledOnce();
  expect(await session.token()).toBe(`renewed-${String(given)}`);
  stop();
  await vi.advanceTimersByTimeAsync(300_000);
  expect(asked).toHaveLength(2);
  expect(told).toHaveBeenCalledOnce();
});

test("many that are refused at once are renewed once", async () => {
  leave(100);
  const asked = stubProvider(another);
  const session = await open();
  const tokens = await Promise.all([1, 2, 3].map(() => session.renewed("first")));
  expect(new Set(tokens)).toEqual(new Set([`renewed-${String(given)}`]));
  expect(await session.renewed("first")).toBe(tokens[0]);
  expect(asked).toHaveLength(1);
});

test("a token that has ended is renewed before it is used", async () => {
  leave(-50);
  stubProvider(another);
  expect(await (await open()).token()).toMatch(/^renewed/);
});

test("what the provider refuses ends the session here", async () => {
  leave(100);
  stubProvider(() => Response.json({ error: "invalid_grant" }, { status: 400 }));
  const session = await open();
  expect(await session.renewed("first")).toBeNull();
  expect(await session.token()).toBeNull();
  expect(stored()).toBe(0);
});

test("a provider that is away for a while is asked again, and the token serves meanwhile", async () => {
  leave(100);
  let away = true;
  const asked = stubProvider(() =>
    away ? Promise.reject(new TypeError("Failed to fetch")) : another(),
  );
  const session = await open();
  await vi.advanceTimersByTimeAsync(81_000);
  expect(await session.token()).toBe("first");
  away = false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await session.token()).toMatch(/^renewed/);
  expect(asked.length).toBeGreaterThan(1);
});

test("without a refresh token one signs in again at its end", async () => {
  leave(100, { refresh_token: undefined });
  const asked = stubProvider(another);
  const session = await open();
  expect(await session.token()).toBe("first");
  await vi.advanceTimersByTimeAsync(101_000);
  expect(await session.token()).toBeNull();
  expect(asked).toEqual([]);
});

test("a provider that the server has not heard from is named", async () => {
  const session = await open({ addresses: null });
  const failure = await session.signIn("/").catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ProblemError);
  expect((failure as ProblemError).problem.title).toContain("https://id.test does not answer");
});

test("the address that one comes back to, opened again, leads on; without a session it does not", async () => {
  const address = `${window.location.origin}/sign-in/return?code=c&state=s`;
  await expect((await open()).finishSignIn(address)).rejects.toBeInstanceOf(ProblemError);
  leave(100);
  expect(await (await open()).finishSignIn(address)).toBe("/");
});
