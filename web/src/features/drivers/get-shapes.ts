import { useQuery } from "@tanstack/react-query";

import type { Shapes } from "@/shared/api/metrics";
import { requestJson } from "@/shared/api/request-json";

/// GET /api/models/{id}/shapes; null of a model that keeps none.
async function getShapes(id: string, signal: AbortSignal): Promise<Shapes | null> {
  const path = `/api/models/${encodeURIComponent(id)}/shapes`;
  return (await requestJson<{ shapes: Shapes | null }>(path, { signal })).shapes;
}

export function useShapes(modelId: string) {
  return useQuery({
    queryKey: ["model", modelId, "shapes"],
    queryFn: ({ signal }) => getShapes(modelId, signal),
    staleTime: Infinity,
  });
}
