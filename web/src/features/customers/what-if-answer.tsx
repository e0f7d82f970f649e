import { ContributionBars } from "@/features/customers/contribution-bars";
import type { WhatIf } from "@/features/customers/get-what-if";
import styles from "@/features/customers/what-if.module.css";
import { decimals, percent } from "@/shared/format/numbers";
import { RiskChip } from "@/shared/ui/risk-chip";

interface WhatIfAnswerProps {
  answer: WhatIf;
  changed: boolean;
  /// Whether a newer answer is under way.
  waiting: boolean;
}

/// Before and after, and why.
export function WhatIfAnswer({ answer, changed, waiting }: WhatIfAnswerProps) {
  const { before, after, note } = answer;
  return (
    <div className={styles.answer} data-waiting={waiting || undefined}>
      <dl className={styles.likelihood} aria-live="polite" aria-busy={waiting}>
        <div>
          <dt>With the stored values</dt>
          <dd>{percent(before.churn_probability)}</dd>
          <dd className={styles.chip}>
            <RiskChip level={before.risk_level} />
          </dd>
        </div>
        {changed && (
          <div>
            <dt>With yours</dt>
            <dd data-risk={after.risk_level}>{percent(after.churn_probability)}</dd>
            <dd className={styles.chip}>
              <RiskChip level={after.risk_level} />{" "}
              {moved(after.churn_probability - before.churn_probability)}
            </dd>
          </div>
        )}
      </dl>
      <p className={styles.note}>{note}</p>
      {changed && (
        <>
          <p className={styles.explanation}>{after.explanation}</p>
          <ContributionBars customer={after} />
        </>
      )}
    </div>
  );
}

function moved(by: number): string {
  const points = decimals(Math.abs(by) * 100, 1);
  if (points === "0.0") return "about the same";
  return `${points} percentage points ${by > 0 ? "up" : "down"}`;
}
