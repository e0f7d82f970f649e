import { Button } from "@mantine/core";
import { Link } from "react-router";

import styles from "@/features/models/model-list.module.css";
import { useModels } from "@/shared/api/get-models";
import { asProblem } from "@/shared/api/problem";
import type { ModelItem } from "@/shared/api/model";
import { counted, decimals } from "@/shared/format/numbers";
import { ago, moment } from "@/shared/format/time";
import { useNow } from "@/shared/format/use-now";
import chip from "@/shared/ui/chip.module.css";
import { LinkButton } from "@/shared/ui/link-button";
import { Loading } from "@/shared/ui/loading";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// Every model, newest first.
export function ModelList() {
  const list = useModels();
  const items = list.data?.pages.flatMap(({ models }) => models) ?? [];
  const now = useNow(30_000);
  if (list.isPending) return <Loading what="your models" />;
  if (list.isError && items.length === 0) return <ProblemNotice problem={asProblem(list.error)} />;
  if (items.length === 0) return <NoModels />;
  return (
    <>
      <ul className={styles.list}>
        {items.map((item) => (
          <ModelRow key={item.id} model={item} now={now} />
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

function NoModels() {
  return (
    <div className={styles.none}>
      <h2>No models yet</h2>
      <p>
        A model is learned from every file that says who of its customers has left, and kept. It
        then scores files that do not say so. Upload such a file, or try the sample.
      </p>
      <LinkButton to="/upload">Upload a file or use the sample</LinkButton>
    </div>
  );
}

function ModelRow({ model, now }: { model: ModelItem; now: number }) {
  const { id, name, version, created_at: created, outcome_column: outcome } = model;
  const rows = model.trained_on_rows;
  return (
    <li className={styles.row}>
      <div className={styles.model}>
        <span className={styles.title}>
          <Link to={`/models/${id}`} className={styles.name}>
            {name}
          </Link>
          {model.default && <span className={chip.chip}>Default</span>}
        </span>
        <span className={styles.facts}>
          version {version} ·{" "}
          <time dateTime={created} title={moment(created)}>
            {ago(created, now)}
          </time>
        </span>
      </div>
      <div className={styles.model}>
        <span>{outcome === null ? "" : `Who has left: ${outcome}`}</span>
        <span className={styles.facts}>
          {[rows !== null && counted(rows, "customer"), counted(model.inputs_count, "column")]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <div className={styles.model}>
        <span className={styles.auc}>
          {model.roc_auc ? `AUC ${decimals(model.roc_auc.value, 3)}` : "AUC: not enough to say"}
        </span>
        <span className={styles.facts}>{model.verdict?.sentence}</span>
      </div>
    </li>
  );
}
