import { queryOptions } from "@tanstack/react-query";

import { requestJson } from "@/shared/api/request-json";

/// What the provider says of itself; null: it has no such thing.
export interface ProviderAddresses {
  authorization_endpoint: string | null;
  token_endpoint: string | null;
  end_session_endpoint: string | null;
  revocation_endpoint: string | null;
}

export interface OidcWay {
  issuer: string;
  client_id: string;
  scope: string;
  /// What the server wants access tokens to be for; null: anything.
  audience: string | null;
  /// null: the server has not heard from the provider yet.
  addresses: ProviderAddresses | null;
}

/// How one signs in on this server's page.
export type WayIn =
  | { identity: "local"; sign_in: "link" }
  | { identity: "oidc"; sign_in: "oidc"; oidc: OidcWay }
  | { identity: "clerk"; sign_in: "clerk"; clerk: { publishable_key: string } }
  /// Nobody signs in on the page; callers bring a provider's token.
  | { identity: "clerk" | "oidc"; sign_in: null };

export const wayInQuery = queryOptions({
  queryKey: ["way-in"],
  queryFn: ({ signal }) => requestJson<WayIn>("/api/session", { signal }),
  staleTime: Infinity,
});
