import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";

import { isOpen, type PredictionList, type Status } from "@/shared/api/prediction";
import { requestJson } from "@/shared/api/request-json";
import { pollWhile, useLive } from "@/shared/live/live-context";

export interface PredictionsFilter {
  status?: Status;
  limit?: number;
}

function getPredictions(filter: PredictionsFilter, cursor: string | null, signal: AbortSignal) {
  const query = new URLSearchParams({ limit: String(filter.limit ?? 20) });
  if (filter.status) query.set("status", filter.status);
  if (cursor) query.set("cursor", cursor);
  return requestJson<PredictionList>(`/api/predictions?${query.toString()}`, { signal });
}

export function predictionsQuery(filter: PredictionsFilter = {}) {
  return infiniteQueryOptions({
    queryKey: ["predictions", filter],
    queryFn: ({ pageParam, signal }) => getPredictions(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function usePredictions(filter: PredictionsFilter = {}) {
  const live = useLive();
  return useInfiniteQuery({
    ...predictionsQuery(filter),
    refetchInterval: ({ state }) => {
      const items = state.data?.pages.flatMap((page) => page.predictions) ?? [];
      return pollWhile(items.some(isOpen) || !state.data, live);
    },
  });
}
