import { Button } from "@mantine/core";

import { useCancelPrediction } from "@/features/predictions/cancel-prediction";
import styles from "@/features/predictions/prediction-actions.module.css";
import { RemoveButton } from "@/features/predictions/remove-button";
import { useRetryPrediction } from "@/features/predictions/retry-prediction";
import { asProblem } from "@/shared/api/problem";
import { isOpen, type PredictionItem } from "@/shared/api/prediction";
import { ProblemNotice } from "@/shared/ui/problem-notice";

interface PredictionActionsProps {
  prediction: PredictionItem;
  onRemoved?(): void;
}

/// What can be done with a prediction in its present state: cancel, retry, delete.
export function PredictionActions({ prediction, onRemoved }: PredictionActionsProps) {
  const cancel = useCancelPrediction();
  const retry = useRetryPrediction();
  const { id, status, filename } = prediction;
  const named = { size: "compact-sm", variant: "default" } as const;
  const refused = cancel.error ?? retry.error;
  return (
    <div className={styles.actions}>
      {isOpen(prediction) && (
        <Button
          {...named}
          loading={cancel.isPending}
          aria-label={`Cancel ${filename}`}
          onClick={() => {
            cancel.mutate(id);
          }}
        >
          Cancel
        </Button>
      )}
      {status === "FAILED" && (
        <Button
          {...named}
          loading={retry.isPending}
          aria-label={`Try again: ${filename}`}
          onClick={() => {
            retry.mutate(id);
          }}
        >
          Try again
        </Button>
      )}
      {status !== "PROCESSING" && <RemoveButton prediction={prediction} onRemoved={onRemoved} />}
      {refused && <ProblemNotice problem={asProblem(refused)} />}
    </div>
  );
}
