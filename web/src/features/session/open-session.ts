import { localSession } from "@/features/session/local-session";
import type { WayIn } from "@/shared/api/get-way-in";
import type { Session } from "@/shared/session/session";

/// The session of a server whose callers come in by `way`. What speaks to a provider is loaded only
/// where there is one.
export async function openSession(way: WayIn): Promise<Session> {
  switch (way.sign_in) {
    case "oidc": {
      const { openOidcSession } = await import("@/features/session/oidc-session");
      return openOidcSession(way.oidc);
    }
    case "clerk": {
      const { openClerkSession } = await import("@/features/session/clerk-session");
      return openClerkSession(way.clerk.publishable_key);
    }
    default:
      return localSession;
  }
}
