import { useState } from "react";

import { DropArea } from "@/features/upload/drop-area";
import { SampleFiles } from "@/features/upload/sample-files";
import styles from "@/features/upload/choose-file.module.css";
import { useMe } from "@/shared/api/get-me";
import type { Problem } from "@/shared/api/problem";
import { bytes } from "@/shared/format/numbers";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// Takes one file, by dropping, browsing or from the samples.
export function ChooseFile({ onFile }: { onFile(file: File): void }) {
  const limit = useMe().data?.limits.max_upload_bytes;
  const [refused, setRefused] = useState<Problem | null>(null);
  const take = (file: File) => {
    const problem = refusal(file, limit);
    setRefused(problem);
    if (!problem) onFile(file);
  };
  return (
    <div className={styles.choose}>
      {refused && <ProblemNotice problem={refused} />}
      <DropArea limit={limit} onFile={take} />
      <SampleFiles onFile={take} onProblem={setRefused} />
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
