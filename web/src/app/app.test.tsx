import { render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";

import { App } from "@/app/app";
import { oidcWay } from "@/testing/oidc-way";
import { stubServer } from "@/testing/stub-server";

const refused = () => new Response('{"title":"Unauthorized"}', { status: 401 });
const byLink = { "GET /api/session": () => ({ identity: "local", sign_in: "link" }) };
const empty = {
  ...byLink,
  "GET /api/me": () => ({ limits: { max_upload_bytes: 1 << 30 } }),
  "GET /api/samples": () => ({ samples: [] }),
  "GET /api/predictions": () => ({ predictions: [], count: 0, next_cursor: null }),
  "GET /api/predictions/events": () => new Response(new ReadableStream()),
};

beforeEach(() => {
  window.history.replaceState(null, "", "/");
});

test("without a session the page says how to get one", async () => {
  stubServer({ ...byLink, "GET /api/me": refused });
  render(<App link={null} />);
  expect(await screen.findByRole("heading", { name: "Open your sign-in link" })).toBeTruthy();
  expect(window.location.pathname).toBe("/sign-in");
});

test("where callers bring a provider's tokens the page says that it is not the way in", async () => {
  stubServer({
    "GET /api/me": refused,
    "GET /api/session": () => ({ success: true, identity: "clerk", sign_in: null }),
  });
  render(<App link={null} />);
  expect(
    await screen.findByRole("heading", { name: "This server is used through its API" }),
  ).toBeTruthy();
  expect(screen.getByText(/the tokens of Clerk/)).toBeTruthy();
  expect(screen.getByText("CLERK_PUBLISHABLE_KEY")).toBeTruthy();
});

test("where a provider keeps the accounts, the sign-in is one button, and nothing else was asked", async () => {
  window.history.replaceState(null, "", "/models?a=1");
  const way = { identity: "oidc", sign_in: "oidc", oidc: oidcWay() };
  const requests = stubServer({ "GET /api/session": () => way });
  render(<App link={null} />);
  expect(await screen.findByRole("button", { name: "Sign in with id.test" })).toBeTruthy();
  expect(window.location.search).toBe("?return=%2Fmodels%3Fa%3D1");
  expect(requests.map(({ path }) => path)).toEqual(["/api/session"]);
});

test("a link is spent once, by a POST, before anything else is asked", async () => {
  const requests = stubServer({ ...empty, "POST /api/session": () => ({ success: true }) });
  render(<App link="secret-1" />);
  expect(await screen.findByRole("heading", { name: /See who is about to leave/ })).toBeTruthy();
  expect(requests[0]).toEqual({ method: "POST", path: "/api/session", body: { link: "secret-1" } });
  expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("a link that the server does not take is said to be spent", async () => {
  stubServer({
    ...byLink,
    "POST /api/session": () => new Response('{"title":"Forbidden"}', { status: 403 }),
  });
  render(<App link="old" />);
  expect(
    await screen.findByRole("heading", { name: "That sign-in link no longer works" }),
  ).toBeTruthy();
});

test("a session that ends while the page is open leads to the sign-in", async () => {
  let ended = false;
  stubServer({
    ...empty,
    "GET /api/predictions": () => (ended ? refused() : empty["GET /api/predictions"]()),
    "GET /api/predictions/events": () => (ended ? refused() : new Response("")),
  });
  render(<App link={null} />);
  await screen.findByRole("heading", { name: /See who is about to leave/ });
  ended = true;
  await waitFor(() => {
    expect(window.location.pathname).toBe("/sign-in");
  });
});
