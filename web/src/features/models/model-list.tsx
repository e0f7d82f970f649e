import { Link } from "react-router";

import styles from "@/features/models/model-list.module.css";
import { useModels } from "@/shared/api/get-models";
import type { ModelItem } from "@/shared/api/model";
import { counted, decimals } from "@/shared/format/numbers";
import { ago, moment } from "@/shared/format/time";
import { useNow } from "@/shared/format/use-now";
import chip from "@/shared/ui/chip.module.css";
import { LinkButton } from "@/shared/ui/link-button";
import { RowList } from "@/shared/ui/row-list";
import rows from "@/shared/ui/row-list.module.css";

/// Every model, newest first.
export function ModelList() {
  const list = useModels();
  const items = list.data?.pages.flatMap(({ models }) => models) ?? [];
  const now = useNow(30_000);
  return (
    <RowList
      list={list}
      items={items}
      what="your models"
      none={<NoModels />}
      row={(item) => <ModelRow key={item.id} model={item} now={now} />}
    />
  );
}

function NoModels() {
  return (
    <>
      <h2>No models yet</h2>
      <p>
        A model is learned from every file that says who of its customers has left, and kept. It
        then scores files that do not say so. Upload such a file, or try the sample.
      </p>
      <LinkButton to="/upload">Upload a file or use the sample</LinkButton>
    </>
  );
}

function ModelRow({ model, now }: { model: ModelItem; now: number }) {
  const { id, name, version, created_at: created, outcome_column: outcome } = model;
  const customers = model.trained_on_rows;
  return (
    <li className={styles.row}>
      <div className={rows.cell}>
        <span className={styles.title}>
          <Link to={`/models/${id}`} className={rows.name}>
            {name}
          </Link>
          {model.default && <span className={chip.chip}>Default</span>}
        </span>
        <span className={rows.facts}>
          version {version} ·{" "}
          <time dateTime={created} title={moment(created)}>
            {ago(created, now)}
          </time>
        </span>
      </div>
      <div className={rows.cell}>
        <span>{outcome === null ? "" : `Who has left: ${outcome}`}</span>
        <span className={rows.facts}>
          {[
            customers !== null && counted(customers, "customer"),
            counted(model.inputs_count, "column"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <div className={rows.cell}>
        <span className={styles.auc}>
          {model.roc_auc ? `AUC ${decimals(model.roc_auc.value, 3)}` : "AUC: not enough to say"}
        </span>
        <span className={rows.facts}>{model.verdict?.sentence}</span>
      </div>
    </li>
  );
}
