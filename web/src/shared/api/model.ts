import type { Figure, Metrics } from "@/shared/api/metrics";

/// One item of GET /api/models. What could not be said is null.
export interface ModelItem {
  id: string;
  name: string;
  /// Among the models that read the same columns for the same outcome.
  version: number;
  default: boolean;
  outcome_column: string | null;
  left_value: string | null;
  inputs_count: number;
  trained_on_rows: number | null;
  /// On rows that it had not seen.
  roc_auc: Figure | null;
  verdict: { code: string; sentence: string } | null;
  /// The run that learned it; it may be deleted.
  prediction_id: string;
  file_size: number;
  created_at: string;
}

export interface ModelInput {
  name: string;
  type: string;
  category: boolean;
  /// At most 50 of level_count.
  levels: string[];
  level_count: number;
  /// Of what moved the scores where it was learned.
  share: number | null;
}

export interface Model extends ModelItem {
  /// What it was learned from, while that prediction is there.
  filename: string | null;
  kind: string | null;
  program_version: string | null;
  base_rate: number | null;
  threshold: number | null;
  inputs: ModelInput[];
  figures: Partial<Metrics> | null;
}

export interface ModelList {
  models: ModelItem[];
  count: number;
  next_cursor: string | null;
}

/// "telco, version 2".
export function titleOf({ name, version }: Pick<ModelItem, "name" | "version">): string {
  return `${name}, version ${String(version)}`;
}
