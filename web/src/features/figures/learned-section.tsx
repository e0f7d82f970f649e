import styles from "@/features/figures/key-figures.module.css";
import { figureWords } from "@/features/figures/words";
import type { Metrics } from "@/shared/api/metrics";
import { counted } from "@/shared/format/numbers";
import { FigureValue } from "@/shared/ui/figure-value";
import { Section } from "@/shared/ui/section";

/// What can be said of a file that a saved model scored: how good the model was where it learned.
export function LearnedSection({ metrics: { model } }: { metrics: Metrics }) {
  const rows = model?.trained_on_rows ? ` from ${counted(model.trained_on_rows, "row")}` : "";
  return (
    <Section
      title="How good the model was"
      about={`Nothing was measured on this file: a saved model scored it. This is what the model reached where it was learned${rows}, on rows that it had not seen.`}
    >
      <dl className={styles.figures}>
        <FigureValue
          name="AUC"
          figure={model?.roc_auc ?? null}
          form="decimal"
          about={figureWords.roc_auc.about}
        />
      </dl>
    </Section>
  );
}
