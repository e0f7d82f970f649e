import type { Metrics } from "@/shared/api/metrics";
import { decimals } from "@/shared/format/numbers";

export interface BestColumn {
  auc: number;
  words: string;
}

/// What the best column does without a model: what a model must beat.
export function bestColumn({ baseline }: Pick<Metrics, "baseline">): BestColumn | null {
  const best = baseline?.best_column;
  if (!best) return null;
  const auc = typeof best.roc_auc === "number" ? best.roc_auc : best.roc_auc.value;
  return {
    auc,
    words: `The best single column, “${best.name}”, reaches ${decimals(auc, 3)} alone.`,
  };
}
