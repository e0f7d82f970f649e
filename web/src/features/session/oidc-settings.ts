import { WebStorageStateStore, type UserManagerSettings } from "oidc-client-ts";

import type { OidcWay } from "@/shared/api/get-way-in";

/// Where the provider sends somebody back to; it must know both (docs/sign-in.md).
export const redirectPath = "/sign-in/return";
export const signedOutPath = "/sign-in";

/// A public client: authorization code with PKCE, tokens in this tab's storage only.
export function oidcSettings({
  issuer,
  client_id,
  scope,
  audience,
  addresses,
}: OidcWay): UserManagerSettings {
  const store = new WebStorageStateStore({ store: window.sessionStorage });
  return {
    authority: issuer,
    client_id,
    scope,
    redirect_uri: window.location.origin + redirectPath,
    post_logout_redirect_uri: window.location.origin + signedOutPath,
    // The server has read the provider's description: the page asks for tokens and for nothing else.
    metadata: { issuer, ...named({ ...addresses }) },
    extraQueryParams: audience === null ? {} : { audience },
    ...resourceOf(audience),
    userStore: store,
    stateStore: store,
    automaticSilentRenew: false,
    loadUserInfo: false,
    requestTimeoutInSeconds: 10,
    revokeTokenTypes: ["refresh_token"],
  };
}

/// RFC 8707: only an absolute address without a fragment names a resource, in each request for a
/// token. Providers that go by `audience` pass over it.
export function resourceOf(audience: string | null) {
  const resource = audience && URL.canParse(audience) && !audience.includes("#") ? audience : null;
  return resource === null ? {} : { resource, extraTokenParams: { resource } };
}

function named(addresses: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(addresses).filter((each): each is [string, string] => each[1] !== null),
  );
}
