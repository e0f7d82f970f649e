import { useLoaderData } from "react-router";

import { ApiOnlyPage } from "@/features/session/api-only-page";
import { ProviderSignInPage } from "@/features/session/provider-sign-in-page";
import { SignInPage } from "@/features/session/sign-in-page";
import type { WayIn } from "@/shared/api/get-way-in";
import type { Problem } from "@/shared/api/problem";

export interface SignInState {
  way: WayIn;
  /// The path that was wanted.
  returnTo: string;
  /// What somebody came with was not taken.
  refused: boolean;
  problem: Problem | null;
}

export function SignInRoute() {
  const { way, refused, ...shown } = useLoaderData<SignInState>();
  switch (way.sign_in) {
    case "link":
      return <SignInPage refused={refused} returnTo={shown.returnTo} />;
    case "oidc":
      return <ProviderSignInPage provider={new URL(way.oidc.issuer).host} {...shown} />;
    case "clerk":
      return <ProviderSignInPage provider="Clerk" {...shown} />;
    default:
      return way.identity === "clerk" ? (
        <ApiOnlyPage provider="Clerk" setting="CLERK_PUBLISHABLE_KEY" />
      ) : (
        <ApiOnlyPage provider="an identity provider" setting="OIDC_CLIENT_ID" />
      );
  }
}
