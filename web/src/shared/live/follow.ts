import { EventStreamParser, type ServerEvent } from "@/shared/live/event-stream";
import type { LiveState } from "@/shared/live/live-context";
import { authorizedFetch } from "@/shared/session/authorized-fetch";
import { currentSession } from "@/shared/session/current-session";

interface Follower {
  onEvent(event: ServerEvent): void;
  onState(state: LiveState): void;
  /// 401: whoever follows is signed out.
  onDenied(): void;
}

const firstDelay = 500;
const longestDelay = 10_000;
/// The server says something at least every 15 s; silence for three times that is a dead line.
const silence = 45_000;

/// Follows an event stream by fetch, so that what authenticates a request goes along, and comes
/// back by itself from where it was: when the line breaks, and when the session has a new token.
/// Ends when `signal` is aborted.
export async function follow(path: string, follower: Follower, signal: AbortSignal): Promise<void> {
  let lastId = "";
  let delay = firstDelay;
  const heard = (event: ServerEvent) => {
    lastId = event.id;
    follower.onEvent(event);
  };
  while (!signal.aborted) {
    const outcome = await readOnce(path, lastId, { ...follower, onEvent: heard }, signal);
    if (outcome === "denied") {
      follower.onDenied();
      return;
    }
    if (signal.aborted) return;
    if (outcome === "renewed") continue;
    follower.onState("reconnecting");
    delay = outcome === "was live" ? firstDelay : Math.min(delay * 2, longestDelay);
    await pause(delay * (0.75 + Math.random() / 2), signal);
  }
}

/// "renewed": the stream was live by a token that has a successor.
type Outcome = "denied" | "renewed" | "was live" | "failed";

async function readOnce(
  path: string,
  lastId: string,
  follower: Follower,
  signal: AbortSignal,
): Promise<Outcome> {
  let live = false;
  const quiet = new AbortController();
  const timer = new Watch(silence, () => quiet.abort());
  const renewal = new AbortController();
  const stopListening = currentSession().onChange(() => {
    if (live) renewal.abort();
  });
  try {
    const headers: Record<string, string> = { accept: "text/event-stream" };
    if (lastId !== "") headers["last-event-id"] = lastId;
    const ends = AbortSignal.any([signal, quiet.signal, renewal.signal]);
    const answer = await authorizedFetch(path, { headers, signal: ends });
    if (answer.status === 401) return "denied";
    if (!answer.ok || !answer.body) return "failed";
    live = true;
    follower.onState("live");
    await readAll(answer.body, (event) => follower.onEvent(event), timer);
  } catch {
    // A broken line is what following is about: the caller comes back.
  } finally {
    timer.stop();
    stopListening();
  }
  if (renewal.signal.aborted) return "renewed";
  return live ? "was live" : "failed";
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  onEvent: (event: ServerEvent) => void,
  timer: Watch,
) {
  const parser = new EventStreamParser();
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    timer.restart();
    parser.feed(decoder.decode(value, { stream: true })).forEach(onEvent);
  }
}

/// Calls once when `milliseconds` pass without a restart.
class Watch {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #milliseconds: number;
  readonly #call: () => void;

  constructor(milliseconds: number, call: () => void) {
    this.#milliseconds = milliseconds;
    this.#call = call;
    this.restart();
  }

  restart() {
    this.stop();
    this.#timer = setTimeout(this.#call, this.#milliseconds);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end, { once: true });
  });
}
