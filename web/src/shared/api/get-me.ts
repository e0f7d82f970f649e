import { queryOptions, useQuery } from "@tanstack/react-query";

import { requestJson } from "@/shared/api/request-json";

export interface Me {
  limits: { max_upload_bytes: number };
}

export function getMe(signal?: AbortSignal) {
  return requestJson<Me>("/api/me", signal ? { signal } : {});
}

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => getMe(signal),
  staleTime: Infinity,
});

export function useMe() {
  return useQuery(meQuery);
}
