import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import { useRunAgain } from "@/features/predictions/run-again";
import { FileReview } from "@/features/preview/file-review";
import { asProblem } from "@/shared/api/problem";
import { Loading } from "@/shared/ui/loading";
import { PageHeading } from "@/shared/ui/page-heading";
import { ProblemNotice } from "@/shared/ui/problem-notice";

interface RunAgainProps {
  uploadId: number;
  filename: string;
  about: string;
  actions: ReactNode;
  /// What was asked of it before.
  options?: Record<string, unknown>;
}

/// A stored file, looked at and run once more.
export function RunAgain({ uploadId, filename, about, actions, options }: RunAgainProps) {
  const navigate = useNavigate();
  const again = useRunAgain((next) => void navigate(`/predictions/${next.id}`));
  return (
    <>
      <PageHeading title={filename} about={about} actions={actions} />
      <FileReview
        source={{ uploadId }}
        initial={options}
        problem={again.error ? asProblem(again.error) : null}
        running={again.isPending && <p role="status">Starting…</p>}
        onRun={(chosen) => {
          again.mutate({ uploadId, options: chosen });
        }}
      />
    </>
  );
}

/// While it is not known which file that is, or where there is none.
export function NoFileYet({ error }: { error: Error | null }) {
  if (!error) return <Loading what="the file" lines={8} />;
  return (
    <>
      <PageHeading title="The file could not be shown" />
      <ProblemNotice problem={asProblem(error)} />
    </>
  );
}
