import { Link } from "react-router";

import { elapsed } from "@/features/predictions/elapsed";
import { PredictionActions } from "@/features/predictions/prediction-actions";
import styles from "@/features/predictions/prediction-list.module.css";
import { ProgressLine } from "@/features/predictions/progress-line";
import { usePredictions } from "@/shared/api/get-predictions";
import { isOpen, type PredictionItem } from "@/shared/api/prediction";
import { counted } from "@/shared/format/numbers";
import { ago, moment } from "@/shared/format/time";
import { useNow } from "@/shared/format/use-now";
import { LinkButton } from "@/shared/ui/link-button";
import { RowList } from "@/shared/ui/row-list";
import rows from "@/shared/ui/row-list.module.css";
import { StatusChip } from "@/shared/ui/status-chip";

/// Every prediction, newest first, as it happens.
export function PredictionList() {
  const list = usePredictions();
  const items = list.data?.pages.flatMap((page) => page.predictions) ?? [];
  const now = useNow(items.some(isOpen) ? 500 : 30_000);
  return (
    <RowList
      list={list}
      items={items}
      what="your predictions"
      none={<NoPredictions />}
      row={(item) => <PredictionRow key={item.id} prediction={item} now={now} />}
    />
  );
}

function NoPredictions() {
  return (
    <>
      <h2>No predictions yet</h2>
      <p>Upload a file of customers, or try one of the samples.</p>
      <LinkButton to="/upload">Upload a file</LinkButton>
    </>
  );
}

const took = {
  QUEUED: "waiting for",
  PROCESSING: "running for",
  COMPLETED: "ready after",
  FAILED: "ended after",
};

function PredictionRow({ prediction, now }: { prediction: PredictionItem; now: number }) {
  const { id, filename, upload_id: upload, created_at: created, rows_processed: done } = prediction;
  const error = prediction.error_message;
  const facts = [
    done > 0 && counted(done, "row"),
    `${took[prediction.status]} ${elapsed(prediction, now)}`,
  ];
  return (
    <li className={styles.row}>
      <div className={rows.cell}>
        <Link to={`/predictions/${id}`} className={rows.name}>
          {filename}
        </Link>
        <span className={rows.facts}>
          #{upload} ·{" "}
          <time dateTime={created} title={moment(created)}>
            {ago(created, now)}
          </time>
        </span>
      </div>
      <div className={rows.cell}>
        <StatusChip status={prediction.status} />
        <span className={rows.facts}>{facts.filter(Boolean).join(" · ")}</span>
      </div>
      <div className={styles.more}>
        {isOpen(prediction) && <ProgressLine prediction={prediction} />}
        {error && error !== "cancelled" && <p className={styles.error}>{error}</p>}
        {error === "cancelled" && <p className={rows.facts}>Cancelled before it was done.</p>}
      </div>
      <PredictionActions prediction={prediction} />
    </li>
  );
}
