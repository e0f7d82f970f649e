import { useSearchParams } from "react-router";

import { ApiOnlyPage } from "@/features/session/api-only-page";
import { SignInPage } from "@/features/session/sign-in-page";
import { useSignIn } from "@/shared/api/get-sign-in";

const providers = { local: "its owner", clerk: "Clerk", oidc: "an identity provider" };

export function SignInRoute() {
  const [query] = useSearchParams();
  const way = useSignIn();
  if (way.isPending) return <></>;
  if (way.data?.sign_in === null) return <ApiOnlyPage provider={providers[way.data.identity]} />;
  return <SignInPage refused={query.has("refused")} />;
}
