import styles from "@/features/figures/levels.module.css";
import type { Risk } from "@/shared/api/metrics";
import { count, percent } from "@/shared/format/numbers";
import { RiskChip } from "@/shared/ui/risk-chip";
import { mediumFrom } from "@/features/figures/risk-zones";

/// How many customers stand at each level, and where the levels begin.
export function Levels({ risk }: { risk: Risk }) {
  const { keepable, threshold } = risk;
  const medium = mediumFrom(risk);
  const all = keepable.high + keepable.medium + keepable.low;
  const from = { high: threshold, medium: medium === 0 ? null : medium, low: null };
  return (
    <dl className={styles.levels}>
      {(["high", "medium", "low"] as const).map((level) => (
        <div key={level}>
          <dt>
            <RiskChip level={level} />
          </dt>
          <dd className={styles.count}>{count(keepable[level])}</dd>
          <dd className={styles.share}>
            {all > 0 && percent(keepable[level] / all)}
            {from[level] !== null && ` · from ${percent(from[level])}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}
