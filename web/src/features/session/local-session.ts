import { requestJson } from "@/shared/api/request-json";
import type { Session } from "@/shared/session/session";

/// By a one-time link, which is spent for a cookie that goes along by itself.
export const localSession: Session = {
  bearer: false,
  token: () => Promise.resolve(null),
  // A session that ended can only be begun anew, by another link.
  renewed: () => Promise.resolve(null),
  signIn(returnTo) {
    window.location.assign(returnTo);
    return Promise.resolve();
  },
  finishSignIn: () => Promise.resolve("/"),
  async signOut() {
    await requestJson("/api/session", { method: "DELETE" });
    // A whole new page: nothing of the tenant's stays in memory.
    window.location.assign("/sign-in");
  },
  onChange: () => () => undefined,
};

/// Spends a one-time link; the answer sets the session cookie.
export function spendLink(link: string): Promise<unknown> {
  return requestJson("/api/session", { method: "POST", json: { link } });
}
