import { queryOptions, useQuery } from "@tanstack/react-query";

import { requestJson } from "@/shared/api/request-json";

export interface Me {
  limits: { max_upload_bytes: number };
}

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => requestJson<Me>("/api/me", { signal }),
  staleTime: Infinity,
});

export function useMe() {
  return useQuery(meQuery);
}
