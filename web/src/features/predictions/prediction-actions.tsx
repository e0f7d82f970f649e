import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";

import { useCancelPrediction } from "@/features/predictions/cancel-prediction";
import styles from "@/features/predictions/prediction-actions.module.css";
import { useRemovePrediction } from "@/features/predictions/remove-prediction";
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

function RemoveButton({ prediction, onRemoved }: PredictionActionsProps) {
  const [asked, { open, close }] = useDisclosure();
  const remove = useRemovePrediction(() => {
    close();
    onRemoved?.();
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="rust"
        className={styles.remove}
        aria-label={`Delete ${prediction.filename}`}
        onClick={open}
      >
        Delete
      </Button>
      <Modal
        opened={asked}
        onClose={close}
        title={<span className={styles.title}>Delete this prediction?</span>}
        centered
        // Its lock would be a style element without the nonce that the content policy asks for.
        lockScroll={false}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <p>
          The results for <b className={styles.name}>{prediction.filename}</b> are removed from the
          server, for everybody. This cannot be undone.
        </p>
        {remove.error && <ProblemNotice problem={asProblem(remove.error)} />}
        <div className={styles.choices}>
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button
            color="rust"
            loading={remove.isPending}
            onClick={() => {
              remove.mutate(prediction.id);
            }}
          >
            Delete
          </Button>
        </div>
      </Modal>
    </>
  );
}
