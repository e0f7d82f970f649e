import { Button } from "@mantine/core";
import { Link } from "react-router";

import { elapsed } from "@/features/predictions/elapsed";
import { PredictionActions } from "@/features/predictions/prediction-actions";
import styles from "@/features/predictions/prediction-list.module.css";
import { ProgressLine } from "@/features/predictions/progress-line";
import { usePredictions } from "@/shared/api/get-predictions";
import { asProblem } from "@/shared/api/problem";
import { isOpen, type PredictionItem } from "@/shared/api/prediction";
import { counted } from "@/shared/format/numbers";
import { ago, moment } from "@/shared/format/time";
import { useNow } from "@/shared/format/use-now";
import { LinkButton } from "@/shared/ui/link-button";
import { Loading } from "@/shared/ui/loading";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { StatusChip } from "@/shared/ui/status-chip";

/// Every prediction, newest first, as it happens.
export function PredictionList() {
  const list = usePredictions();
  const items = list.data?.pages.flatMap((page) => page.predictions) ?? [];
  const now = useNow(items.some(isOpen) ? 500 : 30_000);
  if (list.isPending) return <Loading what="your predictions" />;
  if (list.isError && items.length === 0) return <ProblemNotice problem={asProblem(list.error)} />;
  if (items.length === 0) return <NoPredictions />;
  return (
    <>
      <ul className={styles.list}>
        {items.map((item) => (
          <PredictionRow key={item.id} prediction={item} now={now} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show older ones
        </Button>
      )}
    </>
  );
}

function NoPredictions() {
  return (
    <div className={styles.none}>
      <h2>No predictions yet</h2>
      <p>Upload a file of customers, or try one of the samples.</p>
      <LinkButton to="/upload">Upload a file</LinkButton>
    </div>
  );
}

const took = {
  QUEUED: "waiting for",
  PROCESSING: "running for",
  COMPLETED: "took",
  FAILED: "ended after",
};

function PredictionRow({ prediction, now }: { prediction: PredictionItem; now: number }) {
  const { id, filename, upload_id: upload, created_at: created, rows_processed: rows } = prediction;
  const facts = [
    rows > 0 && counted(rows, "row"),
    `${took[prediction.status]} ${elapsed(prediction, now)}`,
  ];
  return (
    <li className={styles.row}>
      <div className={styles.file}>
        <Link to={`/predictions/${id}`} className={styles.name}>
          {filename}
        </Link>
        <span className={styles.facts}>
          #{upload} ·{" "}
          <time dateTime={created} title={moment(created)}>
            {ago(created, now)}
          </time>
        </span>
      </div>
      <div className={styles.state}>
        <StatusChip status={prediction.status} />
        <span className={styles.facts}>{facts.filter(Boolean).join(" · ")}</span>
      </div>
      <div className={styles.more}>
        {isOpen(prediction) && <ProgressLine prediction={prediction} />}
        {prediction.error_message && <p className={styles.error}>{prediction.error_message}</p>}
      </div>
      <PredictionActions prediction={prediction} />
    </li>
  );
}
