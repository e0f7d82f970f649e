import type { Shape, ShapePoint, Shapes } from "@/shared/api/metrics";
import { decimals, factor } from "@/shared/format/numbers";

const msInADay = 86_400_000;

/// "2.3×" on the odds; of a scorecard "+12".
export function addedWords(mean: number, unit: Shapes["unit"]): string {
  return unit === "points" ? `+${decimals(mean, 1)}` : factor(Math.exp(mean));
}

/// A number as short as it stays exact enough; a date as 2026-11-24.
export function numberWords(value: number, kind: Shape["kind"]): string {
  if (kind === "date") return new Date(value * msInADay).toISOString().slice(0, 10);
  const size = Math.abs(value);
  return new Intl.NumberFormat("en", {
    maximumFractionDigits: size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4,
    ...(size >= 100_000 && { notation: "compact", maximumFractionDigits: 1 }),
  }).format(value);
}

export function valueWords({ value, from, to }: ShapePoint, kind: Shape["kind"]): string {
  if (typeof value === "string") return value === "" ? "empty" : value;
  if (from === undefined || to === undefined || from === to) return numberWords(value, kind);
  return `${numberWords(from, kind)} to ${numberWords(to, kind)}`;
}
