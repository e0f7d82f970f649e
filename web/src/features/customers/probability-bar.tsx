import styles from "@/features/customers/probability-bar.module.css";
import { percent } from "@/shared/format/numbers";
import type { RiskLevel } from "@/shared/ui/risk-chip";

/// A probability as a number over a bar of its length.
export function ProbabilityBar({
  probability,
  level,
}: {
  probability: number | null;
  level: RiskLevel;
}) {
  if (probability === null) return <>–</>;
  return (
    <span className={styles.probability}>
      {percent(probability)}
      <span aria-hidden="true" className={styles.track}>
        <span
          className={styles.bar}
          data-risk={level}
          style={{ width: `${(probability * 100).toFixed(2)}%` }}
        />
      </span>
    </span>
  );
}
