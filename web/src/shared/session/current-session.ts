import type { Session } from "@/shared/session/session";

/// Before it is known how one signs in, and where a cookie is all there is.
const withoutTokens: Session = {
  bearer: false,
  token: () => Promise.resolve(null),
  renewed: () => Promise.resolve(null),
  signIn: () => Promise.resolve(),
  finishSignIn: () => Promise.resolve("/"),
  signOut: () => Promise.resolve(),
  onChange: () => () => undefined,
};

let current = withoutTokens;

/// The one session of this page.
export function currentSession(): Session {
  return current;
}

/// Without an argument: as if nobody had said yet how one signs in.
export function setSession(session: Session = withoutTokens): void {
  current = session;
}
