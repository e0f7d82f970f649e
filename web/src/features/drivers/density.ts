import type { ShapePoint } from "@/shared/api/metrics";

export interface DensityBar {
  from: number;
  to: number;
  /// Of the tallest, which is 1.
  tall: number;
}

/// Rows a unit of width. A point reaches halfway to its neighbours, so that ranges of equally many rows
/// are tall where they are narrow, and single values stand as wide as their distance.
export function densityBars(points: ShapePoint[]): DensityBar[] {
  const at = points.map(({ value }) => Number(value));
  const bars = points.map(({ rows }, i) => {
    const here = at[i] ?? 0;
    const left = at[i - 1] ?? here - ((at[i + 1] ?? here + 1) - here);
    const right = at[i + 1] ?? here + (here - left);
    const from = (left + here) / 2;
    const to = (here + right) / 2;
    return { from, to, tall: to > from ? rows / (to - from) : 0 };
  });
  const most = Math.max(...bars.map(({ tall }) => tall), Number.MIN_VALUE);
  return bars.map((bar) => ({ ...bar, tall: bar.tall / most }));
}
