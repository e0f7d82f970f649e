import type { HistogramBin, Risk } from "@/shared/api/metrics";
import type { RiskLevel } from "@/shared/ui/risk-chip";

export interface Piece {
  from: number;
  to: number;
  rows: number;
  level: RiskLevel;
}

/// From which probability on risk is medium: the base rate, or half the threshold where that is lower. A
/// model that is no better than chance has no threshold, and everybody's risk is medium.
export function mediumFrom({
  threshold,
  base_rate: rate,
}: Pick<Risk, "threshold" | "base_rate">): number | null {
  if (threshold === null) return rate === null ? null : 0;
  return rate === null ? threshold / 2 : Math.min(rate, threshold / 2, threshold);
}

/// The bins, cut where one risk level ends and the next begins.
export function pieces(bins: HistogramBin[], risk: Pick<Risk, "threshold" | "base_rate">): Piece[] {
  const medium = mediumFrom(risk) ?? Infinity;
  const high = risk.threshold ?? Infinity;
  const level = (at: number): RiskLevel => (at >= high ? "high" : at >= medium ? "medium" : "low");
  return bins.flatMap(({ from, to, rows }) => {
    const cuts = [from, ...[medium, high].filter((cut) => cut > from && cut < to), to];
    return cuts.slice(1).map((end, index) => {
      const start = cuts[index] ?? from;
      return { from: start, to: end, rows, level: level((start + end) / 2) };
    });
  });
}
