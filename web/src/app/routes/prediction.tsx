import {
  Link,
  Navigate,
  NavLink,
  Outlet,
  useNavigate,
  useOutletContext,
  useParams,
} from "react-router";

import styles from "@/app/routes/prediction.module.css";
import { UsedModel } from "@/features/models/used-model";
import { LiveBadge } from "@/features/predictions/live-badge";
import { PredictionActions } from "@/features/predictions/prediction-actions";
import { RunFailed } from "@/features/predictions/run-failed";
import { RunProgress } from "@/features/predictions/run-progress";
import { usePrediction } from "@/shared/api/get-prediction";
import type { Metrics } from "@/shared/api/metrics";
import type { Prediction } from "@/shared/api/prediction";
import { asProblem } from "@/shared/api/problem";
import { isOpen } from "@/shared/api/prediction";
import { counted } from "@/shared/format/numbers";
import { moment } from "@/shared/format/time";
import { DownloadButton } from "@/shared/ui/download-button";
import { LinkButton } from "@/shared/ui/link-button";
import { Loading } from "@/shared/ui/loading";
import { PageHeading } from "@/shared/ui/page-heading";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// Of a scorecard nothing was measured, so its tab does not say how good it is.
function tabsOf({ scorecard }: Metrics) {
  return [
    { to: "customers", name: "Customers" },
    { to: "drivers", name: "Drivers" },
    { to: "figures", name: scorecard ? "Points" : "How good" },
    { to: "data", name: "Data" },
  ];
}

export interface ResultsContext {
  id: string;
  metrics: Metrics;
}

/// What a tab shows: the prediction's id and metrics.
export function useResults(): ResultsContext {
  return useOutletContext<ResultsContext>();
}

/// One prediction: its progress, its failure, or its results in tabs.
export function PredictionRoute() {
  const { id = "", row } = useParams();
  const navigate = useNavigate();
  const { data: prediction, error } = usePrediction(id);
  if (!prediction)
    return error ? <NotShown error={error} /> : <Loading what="the prediction" lines={6} />;
  const { metrics_json: metrics } = prediction;
  const leave = () => void navigate("/predictions");
  if (row !== undefined && metrics)
    return <Outlet context={{ id, metrics } satisfies ResultsContext} />;
  return (
    <>
      <PageHeading
        title={prediction.filename}
        about={
          <>
            {about(prediction)}
            {prediction.model_id && <UsedModel id={prediction.model_id} mode={prediction.mode} />}
          </>
        }
        actions={<Actions prediction={prediction} onRemoved={leave} />}
      />
      {isOpen(prediction) && <RunProgress prediction={prediction} />}
      {prediction.status === "FAILED" && <RunFailed prediction={prediction} onRemoved={leave} />}
      {prediction.status === "COMPLETED" &&
        (metrics ? (
          <Results id={id} metrics={metrics} />
        ) : (
          <Loading what="the results" lines={6} />
        ))}
    </>
  );
}

function about({
  upload_id: upload,
  created_at: created,
  rows_processed: rows,
}: Prediction): string {
  return [`#${String(upload)}`, moment(created), rows > 0 && counted(rows, "row")]
    .filter(Boolean)
    .join(" · ");
}

function Actions({ prediction, onRemoved }: { prediction: Prediction; onRemoved(): void }) {
  if (isOpen(prediction)) return <LiveBadge />;
  if (prediction.status !== "COMPLETED") return null;
  return (
    <>
      <PredictionActions prediction={prediction} onRemoved={onRemoved} />
      <LinkButton to={`/predictions/${prediction.id}/again`} variant="default">
        Change columns and run again
      </LinkButton>
      <DownloadButton predictionId={prediction.id} />
    </>
  );
}

function Results({ id, metrics }: ResultsContext) {
  return (
    <>
      <nav aria-label="Results" className={styles.tabs}>
        {tabsOf(metrics).map(({ to, name }) => (
          <NavLink key={to} to={to} className={styles.tab}>
            {name}
          </NavLink>
        ))}
      </nav>
      <Outlet context={{ id, metrics } satisfies ResultsContext} />
    </>
  );
}

/// The tab one lands on.
export function FirstTab() {
  return <Navigate to="customers" replace />;
}

function NotShown({ error }: { error: Error }) {
  const problem = asProblem(error);
  if (problem.status === 404) return <NoSuchPrediction />;
  return (
    <>
      <PageHeading title="The prediction could not be shown" />
      <ProblemNotice problem={problem} />
    </>
  );
}

function NoSuchPrediction() {
  return (
    <>
      <PageHeading title="There is no such prediction" />
      <p>
        It may have been deleted, or its address is mistyped.{" "}
        <Link to="/predictions">See all predictions</Link>
      </p>
    </>
  );
}
