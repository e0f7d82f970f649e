import type { FileIssue } from "@/shared/api/problem";
import type { Metrics } from "@/shared/api/metrics";

export type Status = "QUEUED" | "PROCESSING" | "COMPLETED" | "FAILED";

/// One item of GET /api/predictions, and the data of one server-sent event.
export interface PredictionItem {
  id: string;
  upload_id: number;
  filename: string;
  status: Status;
  stage: string | null;
  progress: number;
  rows_processed: number;
  mode: string | null;
  created_at: string;
  updated_at: string;
  has_output: boolean;
  error_message: string | null;
}

export interface Prediction extends PredictionItem {
  metrics_json: Metrics | null;
  errors?: FileIssue[] | null;
  /// What was asked of the run (docs/formats/options.md).
  options?: Record<string, unknown>;
  /// What scored it, or was learned; the model may be deleted since.
  model_id?: string | null;
  started_at?: string | null;
  finished_at?: string | null;
}

export interface PredictionList {
  predictions: PredictionItem[];
  count: number;
  next_cursor: string | null;
}

export function isOpen(prediction: { status: Status }): boolean {
  return prediction.status === "QUEUED" || prediction.status === "PROCESSING";
}
