import type { Reason } from "@/shared/api/metrics";
import { factor } from "@/shared/format/numbers";
import styles from "@/shared/ui/reason-chip.module.css";

/// "Contract = Month-to-month 2.3×": a column's value and by what it multiplies the odds of leaving; of a
/// scorecard "+25", the points that it adds.
export function ReasonChip({ reason }: { reason: Reason }) {
  return (
    <span className={styles.reason} data-pushes={(reason.factor ?? 1) >= 1 ? "leave" : "stay"}>
      <span className={styles.words} title={`${reason.column} = ${reason.value}`}>
        {reason.column} = {reason.value === "" ? "(empty)" : reason.value}
      </span>
      <span className={styles.factor}>
        {reason.factor === null ? `+${String(reason.points ?? 0)}` : factor(reason.factor)}
      </span>
    </span>
  );
}

export function ReasonChips({ reasons }: { reasons: Reason[] }) {
  return (
    <span className={styles.list}>
      {reasons.map((reason) => (
        <ReasonChip key={reason.column} reason={reason} />
      ))}
    </span>
  );
}
