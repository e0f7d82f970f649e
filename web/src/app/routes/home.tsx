import { Link } from "react-router";

import styles from "@/app/routes/home.module.css";
import { UploadFlow } from "@/app/upload-flow";
import { TopCustomers } from "@/features/customers/top-customers";
import { KeyFigures } from "@/features/figures/key-figures";
import { LearnedSection } from "@/features/figures/learned-section";
import { RiskSection } from "@/features/figures/risk-section";
import { ScorecardSection } from "@/features/figures/scorecard-section";
import { usePrediction } from "@/shared/api/get-prediction";
import { usePredictions } from "@/shared/api/get-predictions";
import { tellsNothing, type Metrics } from "@/shared/api/metrics";
import { isOpen, type PredictionItem } from "@/shared/api/prediction";
import { asProblem } from "@/shared/api/problem";
import { count, counted, percent } from "@/shared/format/numbers";
import { ago } from "@/shared/format/time";
import { useNow } from "@/shared/format/use-now";
import { DownloadButton } from "@/shared/ui/download-button";
import { LinkButton } from "@/shared/ui/link-button";
import { Loading } from "@/shared/ui/loading";
import { Notice } from "@/shared/ui/notice";
import { PageHeading } from "@/shared/ui/page-heading";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// The latest results; the upload where there are none yet.
export function HomeRoute() {
  const completed = usePredictions({ status: "COMPLETED", limit: 1 });
  const recent = usePredictions({ limit: 1 });
  const latest = completed.data?.pages[0]?.predictions[0];
  const newest = recent.data?.pages[0]?.predictions[0];
  if (completed.isPending) return <Loading what="the latest results" lines={6} />;
  if (completed.error) return <ProblemNotice problem={asProblem(completed.error)} />;
  return (
    <div className={styles.home}>
      {newest && newest.id !== latest?.id && <Newer prediction={newest} />}
      {latest ? <Latest key={latest.id} item={latest} /> : <Welcome />}
    </div>
  );
}

function Welcome() {
  return (
    <UploadFlow
      title="See who is about to leave, how sure that is, and why"
      about="Start with an export of your customers: one line each, and a column that says who has left."
    />
  );
}

/// A file that came after the results shown.
function Newer({ prediction }: { prediction: PredictionItem }) {
  const words = isOpen(prediction) ? "is being worked on" : "gave no result";
  return (
    <Notice
      tone="plain"
      inline
      title={
        <>
          {prediction.filename} {words}
        </>
      }
    >
      <Link to={`/predictions/${prediction.id}`}>
        {isOpen(prediction) ? "Watch it" : "See why"}
      </Link>
    </Notice>
  );
}

function Latest({ item }: { item: PredictionItem }) {
  const { data: prediction, error } = usePrediction(item.id);
  const now = useNow(60_000);
  const metrics = prediction?.metrics_json;
  return (
    <>
      {error && <ProblemNotice problem={asProblem(error)} />}
      {!metrics && !error && <Loading what="the latest results" lines={6} />}
      {metrics && (
        <div className={styles.latest}>
          <PageHeading
            title={headline(metrics)}
            about={`${item.filename} · ${rows(metrics)} · ${ago(item.created_at, now)}`}
            actions={
              <>
                <DownloadButton predictionId={item.id} variant="default" />
                <LinkButton to={`/predictions/${item.id}/customers`}>See the list</LinkButton>
              </>
            }
          />
          <Leaks id={item.id} metrics={metrics} />
          <div className={styles.pair}>
            <RiskSection metrics={metrics} />
            <HowGood metrics={metrics} />
          </div>
          {!tellsNothing(metrics) && (
            <TopCustomers predictionId={item.id} customers={metrics.top ?? []} />
          )}
        </div>
      )}
    </>
  );
}

function HowGood({ metrics }: { metrics: Metrics }) {
  if (metrics.scorecard) return <ScorecardSection scorecard={metrics.scorecard} />;
  if (metrics.mode === "score") return <LearnedSection metrics={metrics} />;
  return <KeyFigures metrics={metrics} />;
}

function headline(metrics: Metrics): string {
  const { risk, states, scorecard } = metrics;
  if (tellsNothing(metrics)) return "Nothing in this file tells who is about to leave";
  const keepable = states.active + states.unknown;
  const share = keepable > 0 ? ` (${percent(risk.keepable.high / keepable, 0)})` : "";
  const of = `${count(risk.keepable.high)} of ${count(keepable)} customers${share}`;
  return scorecard ? `${of} show many known signs of leaving` : `${of} are at high risk of leaving`;
}

/// Which rows of the file the headline counts, and which not.
function rows({ rows: all, states, outcome }: Metrics): string {
  if (!outcome && states.left === 0) return counted(all, "row");
  return `${counted(all, "row")}, of which ${count(states.left)} have already left`;
}

function Leaks({ id, metrics }: { id: string; metrics: Metrics }) {
  const leaks = metrics.columns.filter(({ role }) => role === "leak").map(({ name }) => name);
  if (leaks.length === 0) return null;
  return (
    <Notice
      tone="wary"
      inline
      title={`Left out because ${leaks.length === 1 ? "it" : "they"} may give the answer away: ${leaks.join(", ")}`}
    >
      <p>
        <Link to={`/predictions/${id}/data`}>See the evidence</Link>
      </p>
    </Notice>
  );
}
