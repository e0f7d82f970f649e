import { useChangePrediction } from "@/features/predictions/use-change-prediction";
import { requestJson } from "@/shared/api/request-json";

function cancelPrediction(id: string): Promise<unknown> {
  return requestJson(`/api/predictions/${encodeURIComponent(id)}/cancel`, { method: "POST" });
}

export function useCancelPrediction() {
  return useChangePrediction(cancelPrediction);
}
