import { ErrorResponse, ErrorTimeout } from "oidc-client-ts";

import { redirectPath } from "@/features/session/oidc-settings";
import type { OidcWay } from "@/shared/api/get-way-in";
import type { Problem } from "@/shared/api/problem";

const again = "Try again. ";

/// The server has not been able to read the provider's description.
export function providerAway(issuer: string): Problem {
  return {
    title: `The identity provider ${issuer} does not answer.`,
    status: 0,
    hint: "Check that it is running and that OIDC_ISSUER is its address, then reload this page.",
  };
}

/// What the codes of RFC 6749 §4.1.2.1 and §5.2, and of OpenID Connect Core §3.1.2.6, mean to who
/// reads them here.
function hintOf(code: string, { client_id: client }: OidcWay): string {
  const redirect = window.location.origin + redirectPath;
  switch (code) {
    case "access_denied":
      return "Sign in as somebody who may use RetainWise, or ask who runs the provider to let you in.";
    case "login_required":
    case "interaction_required":
    case "account_selection_required":
    case "consent_required":
      return "The provider wants to see you. Press the button and answer what it asks.";
    case "server_error":
    case "temporarily_unavailable":
      return "The provider has a fault of its own. Wait a minute, then press the button.";
    case "invalid_grant":
      return "The sign-in took too long or was used twice. Press the button to begin anew.";
    case "invalid_scope":
      return "OIDC_SCOPE asks for something that the provider does not give to this client.";
    case "invalid_target":
      return "OIDC_AUDIENCE is no service that the provider knows.";
    default:
      return (
        `Check at the provider that the client ${client} (OIDC_CLIENT_ID) is a public client for ` +
        `the authorization code flow with PKCE, and that ${redirect} is among its redirect URIs.`
      );
  }
}

/// Whatever went wrong on the way to the provider and back: what, where, and how to mend it.
export function signInProblem(error: unknown, way: OidcWay): Problem {
  if (error instanceof ErrorResponse && error.error)
    return {
      title: `${way.issuer} did not sign you in: ${error.error}`,
      status: 0,
      detail: said(error),
      hint: hintOf(error.error, way),
    };
  if (error instanceof ErrorTimeout || error instanceof TypeError)
    return {
      title: `This browser could not reach ${way.addresses?.token_endpoint ?? way.issuer}.`,
      status: 0,
      hint:
        "Check that the provider is running and that it lets pages of " +
        `${window.location.origin} ask it (CORS, "web origins"), then press the button.`,
    };
  if (!window.isSecureContext)
    return {
      title: "A browser signs in only on an address that begins with https://.",
      status: 0,
      hint: "Put a proxy with TLS before RetainWise and open that address.",
    };
  const what = error instanceof Error ? error.message : String(error);
  if (what.includes("No matching state"))
    return {
      title: "This sign-in was begun elsewhere, or too long ago.",
      status: 0,
      hint: `${again}A sign-in ends in the tab that it was begun in.`,
    };
  return { title: `Signing in failed: ${what}`, status: 0, hint: hintOf("", way) };
}

function said({ error, error_description: description }: ErrorResponse): string {
  return `The identity provider says: ${description ?? error} (${error ?? "no code"}).`;
}
