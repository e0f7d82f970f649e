import { createContext, use } from "react";

/// How fresh the page is: by events, or by asking every few seconds.
export type LiveState = "connecting" | "live" | "reconnecting";

export const LiveContext = createContext<LiveState>("connecting");

export function useLive(): LiveState {
  return use(LiveContext);
}

const pollMilliseconds = 5_000;

/// A refetch interval: on while `wanted`, else off.
export function pollWhile(wanted: boolean): number | false {
  return wanted ? pollMilliseconds : false;
}
