import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";

import type { ModelList } from "@/shared/api/model";
import { requestJson } from "@/shared/api/request-json";

function getModels(cursor: string | null, signal: AbortSignal) {
  const query = new URLSearchParams({ limit: "50" });
  if (cursor) query.set("cursor", cursor);
  return requestJson<ModelList>(`/api/models?${query.toString()}`, { signal });
}

export const modelsQuery = infiniteQueryOptions({
  queryKey: ["models"],
  queryFn: ({ pageParam, signal }) => getModels(pageParam, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
});

export function useModels() {
  return useInfiniteQuery(modelsQuery);
}
