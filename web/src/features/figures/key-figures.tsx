import styles from "@/features/figures/key-figures.module.css";
import { bestColumn } from "@/features/figures/best-column";
import { figureWords } from "@/features/figures/words";
import type { Metrics } from "@/shared/api/metrics";
import { FigureValue } from "@/shared/ui/figure-value";
import { Section } from "@/shared/ui/section";

/// The verdict and the figures it rests on.
export function KeyFigures({ metrics }: { metrics: Metrics }) {
  const { roc_auc: auc, lift_at_10: lift, precision, recall, verdict } = metrics;
  return (
    <Section title="How good it is" about={verdict?.sentence ?? "Not enough to say."}>
      <dl className={styles.figures}>
        <FigureValue
          name="AUC"
          figure={auc}
          form="decimal"
          about={`${figureWords.roc_auc.about} ${bestColumn(metrics)?.words ?? ""}`}
        />
        <FigureValue
          name="Lift in the top 10%"
          figure={lift}
          form="times"
          about="How many more leavers the riskiest tenth holds than a tenth picked by chance."
        />
        <FigureValue
          name="Leavers found"
          figure={recall}
          form="share"
          about="Of those who left, the share put at high risk."
        />
        <FigureValue
          name="Right when high"
          figure={precision}
          form="share"
          about="Of those put at high risk, the share who left."
        />
      </dl>
    </Section>
  );
}
