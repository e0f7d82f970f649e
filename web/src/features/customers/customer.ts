import type { Reason } from "@/shared/api/metrics";
import type { RiskLevel } from "@/shared/ui/risk-chip";

export type CustomerState = "active" | "left" | "unknown";

/// One scored row, as GET …/customers lists it.
export interface Customer {
  row: number;
  id: string | null;
  customer_state: CustomerState;
  churn_probability: number | null;
  retention_probability: number | null;
  /// Of a scorecard, where there is no probability.
  risk_points?: number;
  risk_level: RiskLevel;
  risk_rank: number | null;
  reasons: Reason[];
  keeps: Reason[];
  explanation: string;
  score_kind: string;
}

export interface Contribution extends Reason {
  log_odds: number | null;
}

export interface CustomerInFull extends Customer {
  base_value: number | null;
  log_odds: number | null;
  contributions: Contribution[];
  cells: { column: string; value: string }[];
}

export const stateWords: Record<CustomerState, string> = {
  active: "Active",
  left: "Has left",
  unknown: "Not known",
};

/// What to call a customer whose file has no id column.
export function customerName({ id, row }: { id: string | null; row: number }): string {
  return id === null || id === "" ? `Row ${String(row)}` : id;
}
