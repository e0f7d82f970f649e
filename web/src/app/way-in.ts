import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "react-router";

import type { SignInState } from "@/app/routes/sign-in";
import { localSession, spendLink } from "@/features/session/local-session";
import { openSession } from "@/features/session/open-session";
import { getMe, meQuery } from "@/shared/api/get-me";
import { wayInQuery, type WayIn } from "@/shared/api/get-way-in";
import { ProblemError, type Problem } from "@/shared/api/problem";
import { currentSession, setSession } from "@/shared/session/current-session";
import { returnPath, signInPath } from "@/shared/session/return-path";

/// Who is let onto the page, and where everybody else goes. `link`: the secret of a one-time
/// sign-in link, where the page was opened by one.
export class WayInto {
  readonly #queries: QueryClient;
  #link: string | null;
  #session: Promise<WayIn> | null = null;

  constructor(queries: QueryClient, link: string | null) {
    this.#queries = queries;
    this.#link = link;
  }

  /// Of the pages behind the sign-in: null, or where one signs in.
  async enter(address: string): Promise<Response | null> {
    const link = this.#link;
    this.#link = null;
    const { pathname, search } = new URL(address);
    const signIn = signInPath(pathname + search);
    try {
      if (link) await this.#spend(link);
      else if ((await this.#open()).sign_in === null) return redirect(signIn);
      if (currentSession().bearer && (await currentSession().token()) === null)
        return redirect(signIn);
      // Not through the cache, which would answer a refusal by a way of its own.
      if (!this.#queries.getQueryData(meQuery.queryKey))
        this.#queries.setQueryData(meQuery.queryKey, await getMe());
      return null;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const came = link !== null || (await currentSession().token()) !== null;
      return redirect(came ? `${signIn}${signIn.includes("?") ? "&" : "?"}refused` : signIn);
    }
  }

  /// Of the sign-in screen.
  async signIn(address: string): Promise<SignInState> {
    // Somebody else may sit here now.
    this.#queries.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== wayInQuery.queryKey[0],
    });
    const query = new URL(address).searchParams;
    const way = await this.#open();
    const refused = query.has("refused");
    const problem = refused ? await whyRefused(way) : null;
    return { way, returnTo: returnPath(query.get("return")), refused, problem };
  }

  /// Of where a provider sends people back to.
  async finish(address: string): Promise<SignInState | Response> {
    const way = await this.#open();
    try {
      return redirect(await currentSession().finishSignIn(address));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { way, returnTo: "/", refused: true, problem: error.problem };
    }
  }

  async #spend(link: string) {
    setSession(localSession);
    await spendLink(link);
  }

  /// Once; what failed is tried again.
  #open(): Promise<WayIn> {
    this.#session ??= this.#openNow().catch((error: unknown) => {
      this.#session = null;
      throw error;
    });
    return this.#session;
  }

  async #openNow() {
    const way = await this.#queries.ensureQueryData(wayInQuery);
    setSession(await openSession(way));
    return way;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof ProblemError && [401, 403].includes(error.problem.status);
}

async function whyRefused(way: WayIn): Promise<Problem | null> {
  const token = await currentSession().token();
  if (token === null || way.sign_in !== "oidc") return null;
  const { refusedToken } = await import("@/features/session/refused-token");
  return refusedToken(token, way.oidc);
}
