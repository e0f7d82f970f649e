import { useChangePrediction } from "@/features/predictions/use-change-prediction";
import { requestJson } from "@/shared/api/request-json";

function retryPrediction(id: string): Promise<unknown> {
  return requestJson(`/api/predictions/${encodeURIComponent(id)}/retry`, { method: "POST" });
}

export function useRetryPrediction() {
  return useChangePrediction(retryPrediction);
}
