import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";

import styles from "@/app/upload-flow.module.css";
import { ChooseFile } from "@/features/upload/choose-file";
import { useSendFile } from "@/features/upload/send-file";
import { SendProgress } from "@/features/upload/send-progress";
import { asProblem } from "@/shared/api/problem";
import { bytes } from "@/shared/format/numbers";
import { LinkButton } from "@/shared/ui/link-button";
import { Loading } from "@/shared/ui/loading";
import { PageHeading } from "@/shared/ui/page-heading";

/// Only a chosen file needs it.
const FileReview = lazy(async () => ({
  default: (await import("@/features/preview/file-review")).FileReview,
}));

interface UploadFlowProps {
  title: string;
  about: string;
}

/// From a chosen file, by the look at it, to its prediction.
export function UploadFlow({ title, about }: UploadFlowProps) {
  const [file, setFile] = useState<File | null>(null);
  if (!file) {
    return (
      <>
        <PageHeading
          title={title}
          about={about}
          actions={
            <LinkButton to="/uploads" variant="default">
              Files on the server
            </LinkButton>
          }
        />
        <ChooseFile onFile={setFile} />
      </>
    );
  }
  return (
    <ChosenFile
      file={file}
      onOther={() => {
        setFile(null);
      }}
    />
  );
}

function ChosenFile({ file, onOther }: { file: File; onOther(): void }) {
  const navigate = useNavigate();
  const send = useSendFile(({ prediction_id: id }) => void navigate(`/predictions/${id}`));
  const [sent, setSent] = useState(0);
  const stop = useRef<AbortController | null>(null);
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);

  const run = (options: Record<string, unknown>) => {
    stop.current = new AbortController();
    setSent(0);
    send.mutate({ file, options, signal: stop.current.signal, onSent: setSent });
  };
  const failed = send.error && send.error.name !== "AbortError" ? asProblem(send.error) : null;
  return (
    <>
      <div ref={heading} tabIndex={-1} className={styles.heading}>
        <PageHeading
          title={file.name}
          about={`${bytes(file.size)} · nothing is stored until you run it`}
        />
      </div>
      <Suspense fallback={<Loading what="the file" lines={8} />}>
        <FileReview
          source={{ file }}
          problem={failed}
          running={
            send.isPending && (
              <SendProgress file={file} sent={sent} onCancel={() => stop.current?.abort()} />
            )
          }
          onRun={run}
          onOther={onOther}
        />
      </Suspense>
    </>
  );
}
