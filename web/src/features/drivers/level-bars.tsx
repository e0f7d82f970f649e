import styles from "@/features/drivers/level-bars.module.css";
import { addedWords, valueWords } from "@/features/drivers/words";
import type { Shape, Shapes } from "@/shared/api/metrics";
import { percent } from "@/shared/format/numbers";

interface LevelBarsProps {
  shape: Shape;
  unit: Shapes["unit"];
}

/// What each level adds, from the strongest push to stay to the strongest to leave, with the share of
/// the customers who have it.
export function LevelBars({ shape, unit }: LevelBarsProps) {
  const { points, others, missing, kind } = shape;
  const lines = [
    ...points.map((point) => ({ name: valueWords(point, kind), of: point })),
    ...(others ? [{ name: "all others", of: others }] : []),
    ...(missing ? [{ name: "empty", of: missing }] : []),
  ].sort((a, b) => b.of.mean - a.of.mean);
  const all = Math.max(
    1,
    lines.reduce((sum, { of }) => sum + of.rows, 0),
  );
  const longest = Math.max(...lines.map(({ of }) => Math.abs(of.mean)), least(unit));
  return (
    <ul className={styles.levels} data-unit={unit}>
      {lines.map(({ name, of }) => (
        <li key={name}>
          <span className={styles.name}>
            {name} <span className={styles.rows}>{percent(of.rows / all, 0)}</span>
          </span>
          <span aria-hidden="true" className={styles.track}>
            <span
              className={styles.bar}
              data-pushes={of.mean >= 0 ? "leave" : "stay"}
              style={{
                width: `${(((unit === "points" ? 100 : 50) * Math.abs(of.mean)) / longest).toFixed(2)}%`,
              }}
            />
          </span>
          <span className={styles.factor}>{addedWords(of.mean, unit)}</span>
        </li>
      ))}
    </ul>
  );
}

/// No bar is as long as the track for a push smaller than this.
function least(unit: Shapes["unit"]): number {
  return unit === "points" ? 1 : Math.log(1.25);
}
