import { expect, test, vi } from "vitest";

import { authorizedFetch } from "@/shared/session/authorized-fetch";
import { stubSession } from "@/testing/stub-session";

/// Lets in who brings one of `good`; → what came.
function server(...good: string[]) {
  const came: unknown[] = [];
  vi.stubGlobal("fetch", (_: string, init: { headers?: Record<string, string> }) => {
    came.push(init.headers?.authorization);
    const fine = good.some((token) => init.headers?.authorization === `Bearer ${token}`);
    return Promise.resolve(new Response("", { status: fine ? 200 : 401 }));
  });
  return came;
}

test("a request carries the token beside its own headers", async () => {
  stubSession("a");
  const sent = vi.fn(() => Promise.resolve(new Response("")));
  vi.stubGlobal("fetch", sent);
  await authorizedFetch("/x", { method: "POST", headers: { accept: "b" } });
  expect(sent).toHaveBeenCalledWith("/x", {
    method: "POST",
    headers: { accept: "b", authorization: "Bearer a" },
  });
});

test("a token that is refused is renewed once", async () => {
  const came = server("b");
  const { refused } = stubSession("a", "b");
  expect((await authorizedFetch("/x")).status).toBe(200);
  expect(came).toEqual(["Bearer a", "Bearer b"]);
  expect(refused).toEqual(["a"]);
});

test("what is refused twice stays refused", async () => {
  const came = server();
  stubSession("a", "b", "c");
  expect((await authorizedFetch("/x")).status).toBe(401);
  expect(came).toEqual(["Bearer a", "Bearer b"]);
});

test("without a newer token nothing is asked again", async () => {
  const came = server();
  stubSession("a", null);
  expect((await authorizedFetch("/x")).status).toBe(401);
  expect(came).toEqual(["Bearer a"]);
});

test("where a cookie is all there is, nothing is added", async () => {
  const came = server();
  await authorizedFetch("/x");
  expect(came).toEqual([undefined]);
});
