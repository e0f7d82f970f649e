import { requestJson } from "@/shared/api/request-json";

/// Spends a one-time link; the answer sets the session cookie.
export function startSession(link: string): Promise<unknown> {
  return requestJson("/api/session", { method: "POST", json: { link } });
}
