import { queryOptions, useQuery } from "@tanstack/react-query";

import type { Model } from "@/shared/api/model";
import { ProblemError } from "@/shared/api/problem";
import { requestJson } from "@/shared/api/request-json";

async function getModel(id: string, signal: AbortSignal): Promise<Model> {
  const path = `/api/models/${encodeURIComponent(id)}`;
  return (await requestJson<{ model: Model }>(path, { signal })).model;
}

export function modelQuery(id: string) {
  return queryOptions({
    queryKey: ["model", id],
    queryFn: ({ signal }) => getModel(id, signal),
    // One that is gone does not come back.
    retry: (failures, error) =>
      failures < 3 && !(error instanceof ProblemError && error.problem.status === 404),
  });
}

export function useModel(id: string) {
  return useQuery(modelQuery(id));
}
