import { keepPreviousData, useQuery } from "@tanstack/react-query";

import type { Contribution } from "@/features/customers/customer";
import { requestJson } from "@/shared/api/request-json";
import type { RiskLevel } from "@/shared/ui/risk-chip";

/// By column, texts written as in the file.
export type Changes = Record<string, string>;

/// The final model's answer for one set of values.
export interface AtOnce {
  churn_probability: number;
  risk_level: RiskLevel;
  base_value: number;
  log_odds: number;
  explanation: string;
  contributions: Contribution[];
}

export interface WhatIf {
  before: AtOnce;
  after: AtOnce;
  /// Which model speaks, and why `before` may differ from the score that is shown.
  note: string;
}

/// POST …/what-if, which stores nothing; while the next answer is under way the last one stays.
export function useWhatIf(predictionId: string, row: number, changes: Changes) {
  const path = `/api/predictions/${encodeURIComponent(predictionId)}/customers/${String(row)}/what-if`;
  return useQuery({
    queryKey: ["what-if", predictionId, row, changes],
    queryFn: ({ signal }) =>
      requestJson<WhatIf>(path, { method: "POST", json: { changes }, signal }),
    placeholderData: keepPreviousData,
  });
}
