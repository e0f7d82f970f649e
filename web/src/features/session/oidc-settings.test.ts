import { expect, test } from "vitest";

import { oidcSettings, resourceOf } from "@/features/session/oidc-settings";
import { oidcWay } from "@/testing/oidc-way";

test("the provider is asked as its server-read description says, for the server's audience", () => {
  const settings = oidcSettings(oidcWay({ scope: "openid offline_access" }));
  expect(settings).toMatchObject({
    authority: "https://id.test",
    client_id: "page",
    scope: "openid offline_access",
    redirect_uri: `${window.location.origin}/sign-in/return`,
    post_logout_redirect_uri: `${window.location.origin}/sign-in`,
    extraQueryParams: { audience: "churn" },
    metadata: {
      issuer: "https://id.test",
      authorization_endpoint: "https://id.test/auth",
      token_endpoint: "https://id.test/token",
    },
    automaticSilentRenew: false,
  });
  expect(settings.metadata).not.toHaveProperty("end_session_endpoint");
  expect(settings).not.toHaveProperty("resource");
});

test("an audience that is an address is a resource too (RFC 8707)", () => {
  const resource = "https://churn.test/api";
  expect(resourceOf(resource)).toEqual({ resource, extraTokenParams: { resource } });
  expect(resourceOf("churn")).toEqual({});
  expect(resourceOf("https://churn.test/#api")).toEqual({});
  expect(resourceOf(null)).toEqual({});
  expect(oidcSettings(oidcWay({ audience: null })).extraQueryParams).toEqual({});
});
