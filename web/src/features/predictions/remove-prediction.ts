import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { PredictionItem } from "@/shared/api/prediction";
import { requestJson } from "@/shared/api/request-json";

interface Removal {
  prediction: PredictionItem;
  /// Its upload goes as well, and with it every prediction that was made from it.
  withUpload: boolean;
}

function removePrediction({ prediction, withUpload }: Removal): Promise<unknown> {
  const path = withUpload
    ? `/api/uploads/${String(prediction.upload_id)}`
    : `/api/predictions/${encodeURIComponent(prediction.id)}`;
  return requestJson(path, { method: "DELETE" });
}

export function useRemovePrediction(onRemoved: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: removePrediction,
    onSuccess: async (_, { prediction }) => {
      onRemoved();
      queries.removeQueries({ queryKey: ["prediction", prediction.id] });
      await queries.invalidateQueries({ queryKey: ["predictions"] });
    },
  });
}
