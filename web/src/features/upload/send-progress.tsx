import { Button, Progress } from "@mantine/core";

import styles from "@/features/upload/send-progress.module.css";
import { bytes } from "@/shared/format/numbers";

interface SendProgressProps {
  file: File;
  sent: number;
  onCancel(): void;
}

/// How much of a file is with the server.
export function SendProgress({ file, sent, onCancel }: SendProgressProps) {
  const whole = sent >= file.size;
  return (
    <div className={styles.sending}>
      <p role="status" className={styles.words}>
        {whole ? "Sent. The server is checking it…" : "Sending…"}{" "}
        <span className={styles.count}>
          {bytes(sent)} of {bytes(file.size)}
        </span>
      </p>
      <Progress
        value={(100 * sent) / file.size}
        aria-label={`Sending ${file.name}`}
        size="lg"
        transitionDuration={150}
        className={styles.line}
      />
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
