import type { OidcWay } from "@/shared/api/get-way-in";

export function oidcWay(changes: Partial<OidcWay> = {}): OidcWay {
  return {
    issuer: "https://id.test",
    client_id: "page",
    scope: "openid",
    audience: "churn",
    addresses: {
      authorization_endpoint: "https://id.test/auth",
      token_endpoint: "https://id.test/token",
      end_session_endpoint: null,
      revocation_endpoint: null,
    },
    ...changes,
  };
}

/// header.payload.signature, of which only the payload says something.
export function jwt(claims: Record<string, unknown>): string {
  const text = btoa(JSON.stringify(claims));
  return `e30.${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}.x`;
}
