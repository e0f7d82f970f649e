import styles from "@/features/figures/charts.module.css";
import { Grid } from "@/features/figures/grid";
import { Plot } from "@/shared/ui/plot";

interface Point {
  x: number;
  y: number;
}

interface CurveProps {
  label: string;
  points: Point[];
  below: string;
  beside: string;
  /// What chance would do: the diagonal, or always this share.
  dashed: "diagonal" | number | null;
  /// Where the threshold stands.
  mark: Point | undefined;
}

const height = 314;
const box = { left: 44, right: 12, top: 24, bottom: 40 };

/// A line from left to right in a square of shares, with the threshold on it.
export function Curve({ label, points, below, beside, dashed, mark }: CurveProps) {
  return (
    <Plot label={label} height={height}>
      {(width) => {
        const x = (share: number) => box.left + (width - box.left - box.right) * share;
        const y = (share: number) => height - box.bottom - (height - box.top - box.bottom) * share;
        return (
          <>
            <Grid x={x} y={y} below={below} beside={beside} />
            {dashed !== null && (
              <line
                className={styles.ideal}
                x1={x(0)}
                y1={y(dashed === "diagonal" ? 0 : dashed)}
                x2={x(1)}
                y2={y(dashed === "diagonal" ? 1 : dashed)}
              />
            )}
            <polyline
              className={styles.curve}
              points={points
                .map((point) => `${String(x(point.x))},${String(y(point.y))}`)
                .join(" ")}
            />
            {mark && <circle className={styles.dot} cx={x(mark.x)} cy={y(mark.y)} r={6.5} />}
          </>
        );
      }}
    </Plot>
  );
}
