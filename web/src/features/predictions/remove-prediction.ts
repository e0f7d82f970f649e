import { useMutation, useQueryClient } from "@tanstack/react-query";

import { requestJson } from "@/shared/api/request-json";

function removePrediction(id: string): Promise<unknown> {
  return requestJson(`/api/predictions/${encodeURIComponent(id)}`, { method: "DELETE" });
}

export function useRemovePrediction(onRemoved: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: removePrediction,
    onSuccess: async (_, id) => {
      onRemoved();
      queries.removeQueries({ queryKey: ["prediction", id] });
      await queries.invalidateQueries({ queryKey: ["predictions"] });
    },
  });
}
