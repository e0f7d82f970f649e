import { densityBars } from "@/features/drivers/density";
import styles from "@/features/drivers/shape-curve.module.css";
import { addedWords, numberWords } from "@/features/drivers/words";
import type { Shape, Shapes } from "@/shared/api/metrics";
import { Plot } from "@/shared/ui/plot";

interface ShapeCurveProps {
  shape: Shape;
  unit: Shapes["unit"];
}

const height = 230;
const box = { left: 52, right: 14, top: 12, bottom: 22 };
/// The strip that the density has, above the axis.
const strip = 34;

/// What a number's values add, as a line with its band, over where the customers are.
export function ShapeCurve({ shape, unit }: ShapeCurveProps) {
  const { points, kind, column } = shape;
  const at = points.map(({ value }) => Number(value));
  const [first, last] = [at[0] ?? 0, at.at(-1) ?? 1];
  const top = Math.max(0, ...points.map(({ high }) => high));
  const bottom = Math.min(0, ...points.map(({ low }) => low));
  const tall = Math.max(top - bottom, unit === "points" ? 1 : 0.2);
  const floor = height - box.bottom;
  return (
    <Plot
      label={`What the values of ${column} add, from ${numberWords(first, kind)} to ${numberWords(last, kind)}.`}
      height={height}
    >
      {(width) => {
        const x = (value: number) =>
          box.left + ((width - box.left - box.right) * (value - first)) / (last - first);
        const y = (added: number) =>
          box.top + ((floor - strip - 8 - box.top) * (bottom + tall - added)) / tall;
        const line = (added: number[]) =>
          added.map((each, i) => `${x(at[i] ?? 0).toFixed(1)},${y(each).toFixed(1)}`);
        const band = [
          ...line(points.map(({ high }) => high)),
          ...line(points.map(({ low }) => low)).reverse(),
        ];
        return (
          <>
            {densityBars(points).map(({ from, to, tall: share }) => (
              <rect
                key={from}
                className={styles.density}
                x={Math.max(box.left, Math.min(x(from), x(last) - 1))}
                width={Math.max(1.5, Math.min(x(to), x(last)) - Math.max(box.left, x(from)))}
                y={floor - strip * share}
                height={strip * share}
              />
            ))}
            {[bottom, bottom + tall].map((tick) => (
              <g key={tick}>
                <line
                  className={styles.grid}
                  x1={box.left}
                  x2={width - box.right}
                  y1={y(tick)}
                  y2={y(tick)}
                />
                <text x={box.left - 6} y={y(tick) + 4} textAnchor="end">
                  {addedWords(tick, unit)}
                </text>
              </g>
            ))}
            <line
              className={styles.zero}
              x1={box.left}
              x2={width - box.right}
              y1={y(0)}
              y2={y(0)}
            />
            <polygon className={styles.band} points={band.join(" ")} />
            <polyline
              className={styles.curve}
              points={line(points.map(({ mean }) => mean)).join(" ")}
            />
            {points.map(({ mean }, i) => (
              <circle key={at[i]} className={styles.dot} cx={x(at[i] ?? 0)} cy={y(mean)} r={3} />
            ))}
            {[0, 0.5, 1].map((share) => (
              <text
                key={share}
                x={box.left + (width - box.left - box.right) * share}
                y={height - 5}
                textAnchor={share === 0 ? "start" : share === 1 ? "end" : "middle"}
              >
                {numberWords(first + (last - first) * share, kind)}
              </text>
            ))}
          </>
        );
      }}
    </Plot>
  );
}
