import { useMutation, useQueryClient } from "@tanstack/react-query";

import { uploadsQuery } from "@/features/uploads/get-uploads";
import { requestJson } from "@/shared/api/request-json";

function removeUpload(id: number): Promise<unknown> {
  return requestJson(`/api/uploads/${String(id)}`, { method: "DELETE" });
}

/// Its predictions go with it.
export function useRemoveUpload(onRemoved: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: removeUpload,
    onSuccess: async (_, id) => {
      onRemoved();
      queries.removeQueries({ queryKey: ["upload", String(id)] });
      await Promise.all([
        queries.invalidateQueries({ queryKey: uploadsQuery.queryKey }),
        queries.invalidateQueries({ queryKey: ["predictions"] }),
      ]);
    },
  });
}
