import { createContext, use } from "react";

/// How fresh the page is: by events, or by asking every few seconds.
export type LiveState = "connecting" | "live" | "reconnecting";

export const LiveContext = createContext<LiveState>("connecting");

export function useLive(): LiveState {
  return use(LiveContext);
}

/// How often what is still changing is asked for in any case: events are quicker, but not the truth.
const pollMilliseconds: Record<LiveState, number> = {
  connecting: 5_000,
  live: 30_000,
  reconnecting: 5_000,
};

/// A refetch interval: on while `wanted`, else off.
export function pollWhile(wanted: boolean, live: LiveState): number | false {
  return wanted ? pollMilliseconds[live] : false;
}
