import type { PredictionItem } from "@/shared/api/prediction";

export function predictionItem(changes: Partial<PredictionItem> = {}): PredictionItem {
  return {
    id: "p1",
    upload_id: 7,
    filename: "telco.csv",
    status: "COMPLETED",
    stage: "",
    progress: 0,
    rows_processed: 0,
    mode: "",
    created_at: new Date(Date.now() - 4_000).toISOString(),
    updated_at: new Date().toISOString(),
    has_output: false,
    error_message: null,
    ...changes,
  };
}
