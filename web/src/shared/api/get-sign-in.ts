import { queryOptions, useQuery } from "@tanstack/react-query";

import { requestJson } from "@/shared/api/request-json";

export interface SignIn {
  identity: "local" | "clerk" | "oidc";
  /// null: nobody signs in on this page; callers bring a provider's token.
  sign_in: "link" | null;
}

const signInQuery = queryOptions({
  queryKey: ["sign-in"],
  queryFn: ({ signal }) => requestJson<SignIn>("/api/session", { signal }),
  staleTime: Infinity,
  retry: false,
});

export function useSignIn() {
  return useQuery(signInQuery);
}
