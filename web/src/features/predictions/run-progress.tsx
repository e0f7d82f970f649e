import { Progress } from "@mantine/core";

import { elapsed } from "@/features/predictions/elapsed";
import { PredictionActions } from "@/features/predictions/prediction-actions";
import styles from "@/features/predictions/run-progress.module.css";
import { stages } from "@/features/predictions/stages";
import type { Prediction } from "@/shared/api/prediction";
import { count } from "@/shared/format/numbers";
import { useNow } from "@/shared/format/use-now";
import { Section } from "@/shared/ui/section";
import { StatusChip } from "@/shared/ui/status-chip";

/// One prediction on its way: each stage, the rows read, the time so far.
export function RunProgress({ prediction }: { prediction: Prediction }) {
  const now = useNow(250);
  const at = stages.findIndex(({ name }) => name === prediction.stage);
  const queued = prediction.status === "QUEUED";
  const done = queued ? 0 : Math.round(prediction.progress * 100);
  return (
    <Section
      title={queued ? "Waiting for its turn" : "Working on your file"}
      about="You can leave this page; the work goes on and the result stays here."
      aside={<StatusChip status={prediction.status} />}
    >
      <Progress value={done} aria-label="Progress" size="lg" transitionDuration={250} />
      <dl className={styles.facts}>
        <div>
          <dt>Done</dt>
          <dd>{done}%</dd>
        </div>
        <div>
          <dt>Rows read</dt>
          <dd>{prediction.rows_processed > 0 ? count(prediction.rows_processed) : "–"}</dd>
        </div>
        <div>
          <dt>Time so far</dt>
          <dd>{elapsed(prediction, now)}</dd>
        </div>
      </dl>
      <ol className={styles.stages}>
        {stages.map(({ name, words }, index) => (
          <li
            key={name}
            data-state={index < at ? "done" : index === at ? "now" : "later"}
            aria-current={index === at ? "step" : undefined}
          >
            {words}
          </li>
        ))}
      </ol>
      <PredictionActions prediction={prediction} />
    </Section>
  );
}
