import { useState } from "react";

import { Curve } from "@/features/figures/curve";
import styles from "@/features/figures/figures.module.css";
import { ThresholdSection } from "@/features/figures/threshold-section";
import type { Cut, Metrics } from "@/shared/api/metrics";
import { decimals, percent } from "@/shared/format/numbers";
import { Numbers } from "@/shared/ui/plot";
import { Section } from "@/shared/ui/section";

/// A threshold to try, what it does, and where it stands on the two curves.
export function CurvesAndThreshold({ metrics }: { metrics: Metrics }) {
  const { thresholds, threshold } = metrics;
  const cuts = thresholds?.rows ?? [];
  const used = cuts.findIndex((cut) => cut.threshold === threshold);
  const [place, setPlace] = useState(Math.max(0, used));
  const cut = cuts[place];
  return (
    <>
      {thresholds && cut && (
        <ThresholdSection
          thresholds={thresholds}
          crossFitted={metrics.threshold_figures === "cross_fitted"}
          place={place}
          used={used}
          onMove={setPlace}
        />
      )}
      <div className={styles.pair}>
        <RocSection metrics={metrics} cut={cut} />
        <PrSection metrics={metrics} cut={cut} />
      </div>
    </>
  );
}

interface CurveSectionProps {
  metrics: Metrics;
  cut: Cut | undefined;
}

function RocSection({ metrics, cut }: CurveSectionProps) {
  const { roc, roc_auc: auc } = metrics;
  if (!roc || roc.length === 0) return null;
  const under = auc ? ` The area under it is the AUC, ${decimals(auc.value, 3)}.` : "";
  return (
    <Section
      title="Leavers found against false alarms"
      about={`The ROC curve: how many of the leavers are flagged by the time so many of the stayers are.${under} The dashed line is chance.`}
    >
      <Curve
        label={`ROC curve.${under}`}
        points={roc.map(({ false_positive_rate: x, true_positive_rate: y }) => ({ x, y }))}
        below="of the stayers flagged"
        beside="of the leavers flagged"
        dashed="diagonal"
        mark={cut && { x: falsePositiveRate(cut), y: cut.recall }}
      />
      <Numbers
        heads={["Of the stayers", "Of the leavers"]}
        rows={roc.map(({ false_positive_rate: x, true_positive_rate: y }) => [
          percent(x),
          percent(y),
        ])}
      />
    </Section>
  );
}

function PrSection({ metrics, cut }: CurveSectionProps) {
  const { pr, pr_auc: area, outcome, thresholds } = metrics;
  if (!pr || pr.length === 0) return null;
  const average = area ? ` On average it is right in ${percent(area.value)}.` : "";
  const own = thresholds?.weighted ? " Drawn at the file’s own rate of leavers." : "";
  return (
    <Section
      title="Right when flagged, as more are found"
      about={`The precision-recall curve: of those flagged, the share who left.${average} The dashed line is chance.${own}`}
    >
      <Curve
        label={`Precision-recall curve.${average}`}
        points={pr.map(({ recall: x, precision: y }) => ({ x, y }))}
        below="of the leavers found"
        beside="of those flagged left"
        dashed={outcome?.rate ?? null}
        mark={
          !thresholds?.weighted && cut && cut.precision !== null
            ? { x: cut.recall, y: cut.precision }
            : undefined
        }
      />
      <Numbers
        heads={["Of the leavers", "Of those flagged left"]}
        rows={pr.map(({ recall, precision }) => [percent(recall), percent(precision)])}
      />
    </Section>
  );
}

function falsePositiveRate({ false_positive: alarms, true_negative: rest }: Cut): number {
  return alarms / Math.max(1, alarms + rest);
}
