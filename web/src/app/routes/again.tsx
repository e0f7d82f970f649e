import { useNavigate, useParams, useSearchParams } from "react-router";

import { useRunAgain } from "@/features/predictions/run-again";
import { FileReview } from "@/features/preview/file-review";
import { usePrediction } from "@/shared/api/get-prediction";
import { asProblem } from "@/shared/api/problem";
import { percent } from "@/shared/format/numbers";
import { LinkButton } from "@/shared/ui/link-button";
import { Loading } from "@/shared/ui/loading";
import { PageHeading } from "@/shared/ui/page-heading";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// The upload of a prediction, with what was asked of it then, to be changed and run again.
export function AgainRoute() {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const threshold = useWantedThreshold();
  const { data: prediction, error } = usePrediction(id);
  const again = useRunAgain((next) => void navigate(`/predictions/${next.id}`));
  if (!prediction) {
    if (!error) return <Loading what="the file" lines={8} />;
    return (
      <>
        <PageHeading title="The file could not be shown" />
        <ProblemNotice problem={asProblem(error)} />
      </>
    );
  }
  return (
    <>
      <PageHeading
        title={prediction.filename}
        about={`${threshold === null ? "" : `Risk will be high from ${percent(threshold)} on. `}Change what the columns are taken for, and run the file again. The first prediction stays as it is.`}
        actions={
          <LinkButton to={`/predictions/${id}`} variant="default">
            Back to the prediction
          </LinkButton>
        }
      />
      <FileReview
        source={{ uploadId: prediction.upload_id }}
        initial={asked(prediction.options, threshold)}
        problem={again.error ? asProblem(again.error) : null}
        running={again.isPending && <p role="status">Starting…</p>}
        onRun={(options) => {
          again.mutate({ uploadId: prediction.upload_id, options });
        }}
      />
    </>
  );
}

/// What the address asks for; null where it asks for none.
function useWantedThreshold(): number | null {
  const wanted = Number(useSearchParams()[0].get("threshold"));
  return wanted > 0 && wanted < 1 ? wanted : null;
}

/// "Today" is that of the new run.
function asked(options: Record<string, unknown> = {}, threshold: number | null) {
  const kept = { ...options };
  delete kept.as_of;
  return threshold === null ? kept : { ...kept, threshold };
}
