import { BaselineSection } from "@/features/figures/baseline-section";
import { CalibrationSection } from "@/features/figures/calibration-section";
import { ConfusionSection } from "@/features/figures/confusion-section";
import { CurvesAndThreshold } from "@/features/figures/curves-and-threshold";
import { DriftSection } from "@/features/figures/drift-section";
import { FigureTable } from "@/features/figures/figure-table";
import styles from "@/features/figures/figures.module.css";
import { GainSection } from "@/features/figures/gain-section";
import { ImportanceSection } from "@/features/figures/importance-section";
import { KeyFigures } from "@/features/figures/key-figures";
import { LearnedSection } from "@/features/figures/learned-section";
import { RiskSection } from "@/features/figures/risk-section";
import { ScorecardSection } from "@/features/figures/scorecard-section";
import type { Metrics } from "@/shared/api/metrics";

/// How good a prediction is, from the verdict down to each figure.
export function Figures({ metrics }: { metrics: Metrics }) {
  if (metrics.scorecard)
    return (
      <div className={styles.figures}>
        <ScorecardSection scorecard={metrics.scorecard} />
        <RiskSection metrics={metrics} />
        <ImportanceSection metrics={metrics} />
      </div>
    );
  if (metrics.mode === "score")
    return (
      <div className={styles.figures}>
        <LearnedSection metrics={metrics} />
        <DriftSection metrics={metrics} />
        <RiskSection metrics={metrics} />
        <ImportanceSection metrics={metrics} />
      </div>
    );
  return (
    <div className={styles.figures}>
      <KeyFigures metrics={metrics} />
      <BaselineSection metrics={metrics} />
      <div className={styles.pair}>
        <CalibrationSection metrics={metrics} />
        <GainSection metrics={metrics} />
      </div>
      <CurvesAndThreshold metrics={metrics} />
      {metrics.thresholds ? (
        <RiskSection metrics={metrics} />
      ) : (
        <div className={styles.pair}>
          <RiskSection metrics={metrics} />
          <ConfusionSection metrics={metrics} />
        </div>
      )}
      <ImportanceSection metrics={metrics} />
      <FigureTable metrics={metrics} />
    </div>
  );
}
