import { useParams, useSearchParams } from "react-router";

import { NoFileYet, RunAgain } from "@/app/run-again";
import { usePrediction } from "@/shared/api/get-prediction";
import { percent } from "@/shared/format/numbers";
import { LinkButton } from "@/shared/ui/link-button";

/// The upload of a prediction, with what was asked of it then, to be changed and run again.
export function AgainRoute() {
  const { id = "" } = useParams();
  const threshold = useWantedThreshold();
  const { data: prediction, error } = usePrediction(id);
  if (!prediction) return <NoFileYet error={error} />;
  return (
    <RunAgain
      uploadId={prediction.upload_id}
      filename={prediction.filename}
      about={`${threshold === null ? "" : `Risk will be high from ${percent(threshold)} on. `}Change what the columns are taken for, and run the file again. The first prediction stays as it is.`}
      actions={
        <LinkButton to={`/predictions/${id}`} variant="default">
          Back to the prediction
        </LinkButton>
      }
      options={asked(prediction.options, threshold)}
    />
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
