import { queryOptions, useQuery } from "@tanstack/react-query";

import { isOpen, type Prediction } from "@/shared/api/prediction";
import { requestJson } from "@/shared/api/request-json";
import { pollWhile, useLive } from "@/shared/live/live-context";

async function getPrediction(id: string, signal: AbortSignal): Promise<Prediction> {
  const path = `/api/predictions/${encodeURIComponent(id)}`;
  return (await requestJson<{ prediction: Prediction }>(path, { signal })).prediction;
}

export function predictionQuery(id: string) {
  return queryOptions({
    queryKey: ["prediction", id],
    queryFn: ({ signal }) => getPrediction(id, signal),
  });
}

export function usePrediction(id: string) {
  const live = useLive();
  return useQuery({
    ...predictionQuery(id),
    refetchInterval: ({ state }) => pollWhile(!state.data || isOpen(state.data), live),
  });
}
