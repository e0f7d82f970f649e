import { ErrorResponse, UserManager, type User } from "oidc-client-ts";

import { Listeners } from "@/features/session/listeners";
import { oidcSettings, resourceOf, signedOutPath } from "@/features/session/oidc-settings";
import { providerAway, signInProblem } from "@/features/session/sign-in-problem";
import { RenewalTimer, renewalDelay } from "@/features/session/token-life";
import type { OidcWay } from "@/shared/api/get-way-in";
import { ProblemError } from "@/shared/api/problem";
import { returnPath } from "@/shared/session/return-path";
import type { Session } from "@/shared/session/session";

/// A token that ends sooner is renewed before it is used.
const tooShort = 3;
const pauseAfterFailure = 5_000;

/// With what an earlier page of this tab has left in its storage.
export async function openOidcSession(way: OidcWay): Promise<Session> {
  const session = new OidcSession(way);
  await session.load();
  return session;
}

/// By the authorization code flow of OpenID Connect with PKCE; oidc-client-ts keeps state, nonce and
/// verifier.
class OidcSession implements Session {
  readonly bearer = true;
  readonly #way: OidcWay;
  readonly #manager: UserManager;
  readonly #listeners = new Listeners();
  readonly #timer = new RenewalTimer(() => void this.#renewInTime());
  #user: User | null = null;
  #renewing: Promise<User | null> | null = null;

  constructor(way: OidcWay) {
    this.#way = way;
    this.#manager = new UserManager(oidcSettings(way));
  }

  async load() {
    this.#keep(await this.#manager.getUser());
  }

  async token() {
    const user = this.#user;
    if (user === null || secondsLeft(user) > tooShort) return user?.access_token ?? null;
    const newer = await this.#renew();
    return newer?.access_token ?? (user.expired ? null : user.access_token);
  }

  async renewed(refused: string | null) {
    if (this.#user && this.#user.access_token !== refused) return this.#user.access_token;
    return (await this.#renew())?.access_token ?? null;
  }

  async signIn(returnTo: string) {
    const { addresses } = this.#way;
    if (!addresses?.authorization_endpoint || !addresses.token_endpoint)
      throw new ProblemError(providerAway(this.#way.issuer));
    try {
      await this.#manager.signinRedirect({ state: { returnTo }, nonce: crypto.randomUUID() });
    } catch (error) {
      throw new ProblemError(signInProblem(error, this.#way));
    }
  }

  async finishSignIn(address: string) {
    try {
      const user = await this.#manager.signinRedirectCallback(address);
      this.#keep(user);
      return returnPath((user.state as { returnTo?: string } | undefined)?.returnTo);
    } catch (error) {
      // Opened once more, by Reload or Back: it is over and done.
      if (this.#user && !(error instanceof ErrorResponse)) return "/";
      throw new ProblemError(signInProblem(error, this.#way));
    }
  }

  async signOut() {
    this.#timer.stop();
    const { end_session_endpoint: end, revocation_endpoint: revocation } = {
      ...this.#way.addresses,
    };
    // A provider that does not answer must not keep anybody signed in here.
    if (revocation) await this.#manager.revokeTokens().catch(() => undefined);
    if (end) return this.#manager.signoutRedirect();
    await this.#manager.removeUser();
    window.location.assign(signedOutPath);
  }

  onChange(listener: () => void) {
    return this.#listeners.add(listener);
  }

  /// One renewal at a time; null where it gave nothing.
  #renew(): Promise<User | null> {
    this.#renewing ??= this.#askForAnother().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #askForAnother(): Promise<User | null> {
    if (!this.#user?.refresh_token) return null;
    try {
      const user = await this.#manager.signinSilent(resourceOf(this.#way.audience));
      this.#keep(user);
      this.#listeners.tell();
      return user;
    } catch (error) {
      // What the provider refuses it refuses for ever; what did not reach it may yet.
      if (error instanceof ErrorResponse) await this.#forget();
      return null;
    }
  }

  async #renewInTime() {
    const done = await this.#renew();
    if (!done && this.#user && !this.#user.expired) this.#timer.start(pauseAfterFailure);
  }

  #keep(user: User | null) {
    this.#user = user;
    this.#timer.stop();
    if (user?.refresh_token) this.#timer.start(renewalDelay(secondsLeft(user)));
  }

  async #forget() {
    this.#keep(null);
    await this.#manager.removeUser();
  }
}

/// Of a provider that does not say how long, the server knows.
function secondsLeft(user: User): number {
  return user.expires_in ?? Infinity;
}
