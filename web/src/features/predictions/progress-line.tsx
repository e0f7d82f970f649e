import { Progress } from "@mantine/core";

import styles from "@/features/predictions/progress-line.module.css";
import { stageWords } from "@/features/predictions/stages";
import type { PredictionItem } from "@/shared/api/prediction";

/// How far an open prediction is: in words and as a bar.
export function ProgressLine({ prediction }: { prediction: PredictionItem }) {
  const queued = prediction.status === "QUEUED";
  const words = queued ? "Waiting for its turn" : stageWords(prediction.stage);
  const done = Math.round(prediction.progress * 100);
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <span>{words}</span>
        {!queued && <span className={styles.done}>{done}%</span>}
      </div>
      <Progress
        value={queued ? 0 : done}
        aria-label={`Progress of ${prediction.filename}`}
        size="sm"
        transitionDuration={200}
      />
    </div>
  );
}
