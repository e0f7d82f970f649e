import { queryOptions, useQuery } from "@tanstack/react-query";

import { requestJson } from "@/shared/api/request-json";

export interface Sample {
  name: string;
  file_size: number;
}

export const samplesQuery = queryOptions({
  queryKey: ["samples"],
  queryFn: async ({ signal }) =>
    (await requestJson<{ samples: Sample[] }>("/api/samples", { signal })).samples,
  staleTime: Infinity,
});

export function useSamples() {
  return useQuery(samplesQuery);
}
