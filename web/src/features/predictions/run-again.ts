import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { Prediction } from "@/shared/api/prediction";
import { requestJson } from "@/shared/api/request-json";

interface RunAgain {
  uploadId: number;
  options: Record<string, unknown>;
}

/// POST /api/predictions: a further prediction of a stored upload.
async function runAgain({ uploadId, options }: RunAgain): Promise<Prediction> {
  const json = { upload_id: uploadId, options };
  return (
    await requestJson<{ prediction: Prediction }>("/api/predictions", { method: "POST", json })
  ).prediction;
}

export function useRunAgain(onQueued: (prediction: Prediction) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: runAgain,
    onSuccess: async (prediction) => {
      onQueued(prediction);
      await queries.invalidateQueries({ queryKey: ["predictions"] });
    },
  });
}
