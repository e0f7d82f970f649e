import { setSession } from "@/shared/session/current-session";
import type { Session } from "@/shared/session/session";

/// A session by tokens: `token` until it is refused, then what `next` gives, in turn. `tell` says
/// that there is a new one.
export function stubSession(token: string | null, ...next: (string | null)[]) {
  let current = token;
  let tell: () => void = () => undefined;
  const refused: (string | null)[] = [];
  const session: Session = {
    bearer: true,
    token: () => Promise.resolve(current),
    renewed(old) {
      refused.push(old);
      current = next.shift() ?? null;
      return Promise.resolve(current);
    },
    signIn: () => Promise.resolve(),
    finishSignIn: () => Promise.resolve("/"),
    signOut: () => Promise.resolve(),
    onChange(listener) {
      tell = listener;
      return () => undefined;
    },
  };
  setSession(session);
  return {
    session,
    refused,
    renew(token: string) {
      current = token;
      tell();
    },
  };
}
