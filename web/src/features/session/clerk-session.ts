import { Listeners } from "@/features/session/listeners";
import { claimsOf } from "@/features/session/refused-token";
import { RenewalTimer, renewalDelay } from "@/features/session/token-life";
import { ProblemError } from "@/shared/api/problem";
import type { Session } from "@/shared/session/session";

/// As much of Clerk's own object as is used here.
export interface Clerk {
  session?: { getToken(options?: { skipCache?: boolean }): Promise<string | null> } | null;
  addListener(listener: () => void): () => void;
  redirectToSignIn(options: { signInForceRedirectUrl: string }): Promise<unknown>;
  signOut(options: { redirectUrl: string }): Promise<void>;
}

/// Loads Clerk's script. Throws ProblemError where it does not come.
export async function openClerkSession(publishableKey: string): Promise<Session> {
  const { loadClerk } = await import("@/features/session/clerk-script");
  try {
    return new ClerkSession(await loadClerk(publishableKey));
  } catch {
    throw new ProblemError({
      title: "Clerk's script could not be loaded.",
      status: 0,
      hint: "Check that this browser reaches the Clerk instance of CLERK_PUBLISHABLE_KEY, then try again.",
    });
  }
}

/// By Clerk, which keeps the session; its tokens last a minute.
export class ClerkSession implements Session {
  readonly bearer = true;
  readonly #clerk: Clerk;
  readonly #listeners = new Listeners();
  readonly #timer = new RenewalTimer(() => void this.token().catch(() => undefined));
  #last: string | null = null;

  constructor(clerk: Clerk) {
    this.#clerk = clerk;
    clerk.addListener(() => {
      if (!clerk.session) this.#keep(null);
    });
  }

  async token() {
    return this.#keep((await this.#clerk.session?.getToken()) ?? null);
  }

  async renewed(refused: string | null) {
    if (this.#last !== null && this.#last !== refused) return this.#last;
    const token = await this.#clerk.session?.getToken({ skipCache: true });
    return this.#keep(token ?? null);
  }

  async signIn(returnTo: string) {
    await this.#clerk.redirectToSignIn({
      signInForceRedirectUrl: window.location.origin + returnTo,
    });
  }

  /// Clerk sends people straight to where they wanted to go.
  finishSignIn() {
    return Promise.resolve("/");
  }

  async signOut() {
    this.#timer.stop();
    await this.#clerk.signOut({ redirectUrl: `${window.location.origin}/sign-in` });
  }

  onChange(listener: () => void) {
    return this.#listeners.add(listener);
  }

  #keep(token: string | null): string | null {
    if (token === this.#last) return token;
    const before = this.#last;
    this.#last = token;
    if (token === null) this.#timer.stop();
    else this.#timer.start(renewalDelay(lifeOf(token)));
    if (before !== null && token !== null) this.#listeners.tell();
    return token;
  }
}

/// In seconds; Clerk keeps a token until shortly before its end, so that a fresh one is asked for
/// then.
function lifeOf(token: string): number {
  const claims = claimsOf(token);
  const life = Number(claims?.exp) - Number(claims?.iat);
  return life > 0 ? life : 60;
}
