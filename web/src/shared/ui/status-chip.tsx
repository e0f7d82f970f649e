import type { Status } from "@/shared/api/prediction";
import styles from "@/shared/ui/chip.module.css";

const words: Record<Status, string> = {
  QUEUED: "Queued",
  PROCESSING: "Processing",
  COMPLETED: "Completed",
  FAILED: "Failed",
};

export function StatusChip({ status }: { status: Status }) {
  return (
    <span className={styles.chip} data-status={status}>
      {words[status]}
    </span>
  );
}
