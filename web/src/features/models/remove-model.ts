import { useMutation, useQueryClient } from "@tanstack/react-query";

import { modelsQuery } from "@/shared/api/get-models";
import { requestJson } from "@/shared/api/request-json";

function removeModel(id: string): Promise<unknown> {
  return requestJson(`/api/models/${encodeURIComponent(id)}`, { method: "DELETE" });
}

export function useRemoveModel(onRemoved: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: removeModel,
    onSuccess: async (_, id) => {
      onRemoved();
      queries.removeQueries({ queryKey: ["model", id] });
      await queries.invalidateQueries({ queryKey: modelsQuery.queryKey });
    },
  });
}
