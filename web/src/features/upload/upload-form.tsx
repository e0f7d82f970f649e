import { Button, Progress } from "@mantine/core";
import { useRef, useState } from "react";

import { DropArea } from "@/features/upload/drop-area";
import { SampleFiles } from "@/features/upload/sample-files";
import { useSendFile, type Uploaded } from "@/features/upload/send-file";
import styles from "@/features/upload/upload-form.module.css";
import { useMe } from "@/shared/api/get-me";
import { asProblem, type Problem } from "@/shared/api/problem";
import { bytes } from "@/shared/format/numbers";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// Takes one file, by dropping, browsing or from the samples, and sends it.
export function UploadForm({ onUploaded }: { onUploaded(uploaded: Uploaded): void }) {
  const limit = useMe().data?.limits.max_upload_bytes;
  const send = useSendFile(onUploaded);
  const [sent, setSent] = useState(0);
  const [refused, setRefused] = useState<Problem | null>(null);
  const stop = useRef<AbortController | null>(null);

  const start = (file: File) => {
    send.reset();
    setRefused(refusal(file, limit));
    if (refusal(file, limit)) return;
    stop.current = new AbortController();
    setSent(0);
    send.mutate({ file, signal: stop.current.signal, onSent: setSent });
  };
  if (send.isPending) {
    return (
      <SendProgress file={send.variables.file} sent={sent} onCancel={() => stop.current?.abort()} />
    );
  }
  const problem =
    refused ?? (send.error && send.error.name !== "AbortError" ? asProblem(send.error) : null);
  return (
    <div className={styles.form}>
      {problem && <ProblemNotice problem={problem} />}
      <DropArea limit={limit} onFile={start} />
      <SampleFiles onFile={start} onProblem={setRefused} />
    </div>
  );
}

/// What can be said of a file before a byte is sent.
function refusal(file: File, limit: number | undefined): Problem | null {
  if (file.size === 0) {
    return {
      title: `${file.name} is empty.`,
      status: 0,
      hint: "Export it again, with a header line and one line for each customer.",
    };
  }
  if (limit !== undefined && file.size > limit) {
    return {
      title: `${file.name} is too large: it has ${bytes(file.size)}, and this server takes files up to ${bytes(limit)}.`,
      status: 0,
      hint: "Compress it (.csv.gz), leave out columns that say nothing about the customer, or ask the operator to raise MAX_UPLOAD_BYTES.",
    };
  }
  return null;
}

interface SendProgressProps {
  file: File;
  sent: number;
  onCancel(): void;
}

function SendProgress({ file, sent, onCancel }: SendProgressProps) {
  const whole = sent >= file.size;
  return (
    <div className={styles.sending}>
      <h2 className={styles.file}>{file.name}</h2>
      <p role="status">{whole ? "Sent. The server is checking it…" : "Sending…"}</p>
      <Progress
        value={(100 * sent) / file.size}
        aria-label={`Sending ${file.name}`}
        size="lg"
        transitionDuration={150}
      />
      <p className={styles.count}>
        {bytes(sent)} of {bytes(file.size)}
      </p>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
