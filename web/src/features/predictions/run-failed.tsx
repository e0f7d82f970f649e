import { PredictionActions } from "@/features/predictions/prediction-actions";
import styles from "@/features/predictions/run-failed.module.css";
import type { Prediction } from "@/shared/api/prediction";
import { LinkButton } from "@/shared/ui/link-button";
import { Notice } from "@/shared/ui/notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";

interface RunFailedProps {
  prediction: Prediction;
  onRemoved(): void;
}

/// Why a prediction has no result, and the ways on.
export function RunFailed({ prediction, onRemoved }: RunFailedProps) {
  const message = prediction.error_message ?? "It ended without saying why.";
  const cancelled = message === "cancelled";
  const errors = prediction.errors ?? [];
  // The message is a finding and its hint in one; where the finding is there, it speaks for itself.
  const finding = errors.find((each) => message.startsWith(each.message));
  return (
    <div className={styles.failed}>
      {cancelled ? (
        <Notice tone="plain" role="status" title="Cancelled before it was done." />
      ) : (
        <ProblemNotice problem={{ title: finding?.message ?? message, status: 0, errors }} />
      )}
      <div className={styles.ways}>
        {!cancelled && <LinkButton to="/upload">Upload a changed file</LinkButton>}
        <LinkButton to={`/predictions/${prediction.id}/again`} variant="default">
          Change columns and run again
        </LinkButton>
        <PredictionActions prediction={prediction} onRemoved={onRemoved} />
      </div>
    </div>
  );
}
