import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { follow } from "@/shared/live/follow";
import { stubSession } from "@/testing/stub-session";

const stream = (text: string) =>
  new Response(text, { headers: { "content-type": "text/event-stream" } });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/// Follows while the server answers with `answers` in turn; the last one ends it by 401.
async function followThrough(answers: (() => Promise<Response>)[]) {
  const told: string[] = [];
  const asked: (string | undefined)[] = [];
  vi.stubGlobal("fetch", (_: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(headers["last-event-id"]);
    return (answers.shift() ?? (() => Promise.resolve(new Response("", { status: 401 }))))();
  });
  const follower = {
    onEvent: ({ data }: { data: string }) => told.push(data),
    onState: (state: string) => told.push(state),
    onDenied: () => told.push("denied"),
  };
  const done = follow("/events", follower, new AbortController().signal);
  await vi.runAllTimersAsync();
  await done;
  return { told, asked };
}

test("a line that breaks is taken up after the last event that was heard", async () => {
  const { told, asked } = await followThrough([
    () => Promise.resolve(stream("id: 41\ndata: a\n\nid: 42\ndata: b\n\n")),
    () => Promise.reject(new TypeError("network")),
    () => Promise.resolve(stream("id: 43\ndata: c\n\n")),
  ]);
  expect(told).toEqual([
    "live",
    "a",
    "b",
    "reconnecting",
    "reconnecting",
    "live",
    "c",
    "reconnecting",
    "denied",
  ]);
  expect(asked).toEqual([undefined, "42", "42", "43"]);
});

test("a server that is busy is asked again, a session that ended is not", async () => {
  const { told, asked } = await followThrough([
    () => Promise.resolve(new Response("", { status: 429 })),
  ]);
  expect(told).toEqual(["reconnecting", "denied"]);
  expect(asked).toHaveLength(2);
});

test("with a new token the stream is opened anew from where it was, and nobody sees it", async () => {
  const session = stubSession("old");
  const told: string[] = [];
  const asked: (string | undefined)[][] = [];
  const stop = new AbortController();
  vi.stubGlobal(
    "fetch",
    (_: string, init: { headers: Record<string, string>; signal: AbortSignal }) => {
      asked.push([init.headers.authorization, init.headers["last-event-id"]]);
      const body = new ReadableStream({
        start(wire) {
          if (asked.length === 1) wire.enqueue(new TextEncoder().encode("id: 7\ndata: a\n\n"));
          init.signal.addEventListener("abort", () => {
            wire.error(new DOMException("ended", "AbortError"));
          });
        },
      });
      return Promise.resolve(new Response(body));
    },
  );
  const done = follow(
    "/events",
    {
      onEvent: ({ data }) => told.push(data),
      onState: (state) => told.push(state),
      onDenied: () => told.push("denied"),
    },
    stop.signal,
  );
  await vi.advanceTimersByTimeAsync(1_000);
  session.renew("new");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual([
    ["Bearer old", undefined],
    ["Bearer new", "7"],
  ]);
  expect(told).toEqual(["live", "a", "live"]);
  stop.abort();
  await vi.runAllTimersAsync();
  await done;
});
