import { useSearchParams } from "react-router";

import { SignInPage } from "@/features/session/sign-in-page";

export function SignInRoute() {
  const [query] = useSearchParams();
  return <SignInPage refused={query.has("refused")} />;
}
