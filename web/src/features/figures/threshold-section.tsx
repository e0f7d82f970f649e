import { Button } from "@mantine/core";
import { useId } from "react";

import { ConfusionTable } from "@/features/figures/confusion-table";
import styles from "@/features/figures/threshold-section.module.css";
import type { Cut, Thresholds } from "@/shared/api/metrics";
import { count, percent } from "@/shared/format/numbers";
import { LinkButton } from "@/shared/ui/link-button";
import { Section } from "@/shared/ui/section";

interface ThresholdSectionProps {
  thresholds: Thresholds;
  /// Whether the headline figures judge each fold by a threshold of its own.
  crossFitted: boolean;
  /// In thresholds.rows, as `used`: -1 where the run's own threshold is not among them.
  place: number;
  used: number;
  onMove(place: number): void;
}

/// A slider over thresholds, and what each does to customers whose outcome is known.
export function ThresholdSection({
  thresholds,
  crossFitted,
  place,
  used,
  onMove,
}: ThresholdSectionProps) {
  const { rows, rate, weighted } = thresholds;
  const slider = useId();
  const cut = rows[place];
  if (!cut) return null;
  return (
    <Section
      title="Where to draw the line"
      about={`Try from which probability on to call a risk high. Counted on customers whose outcome is known, each scored by a model that had not seen them.${weighted ? ` They are weighted so that ${percent(rate)} of them left, the true rate you gave.` : ""}`}
    >
      <div className={styles.head}>
        <label htmlFor={slider}>
          High risk from <b>{percent(cut.threshold)}</b>
        </label>
        {place !== used && used >= 0 && (
          <Button
            variant="default"
            size="compact-md"
            onClick={() => {
              onMove(used);
            }}
          >
            Back to {percent(rows[used]?.threshold ?? 0)}, as used
          </Button>
        )}
      </div>
      <input
        id={slider}
        className={styles.slider}
        type="range"
        min={0}
        max={rows.length - 1}
        step={1}
        value={rows.length - 1 - place}
        aria-valuetext={`High risk from ${percent(cut.threshold)}: ${inWords(cut)}`}
        onChange={(event) => {
          onMove(rows.length - 1 - Number(event.target.value));
        }}
      />
      <p className={styles.ends}>
        <span>flag everybody</span>
        <span>flag only the riskiest</span>
      </p>
      <div className={styles.split}>
        <ConfusionTable confusion={cut} />
        <dl className={styles.facts}>
          <Fact name="Flagged" value={count(cut.flagged)} about={sharePhrase(cut)} />
          <Fact
            name="Right when flagged"
            value={cut.precision === null ? "nobody" : percent(cut.precision)}
            about="precision"
          />
          <Fact name="Leavers found" value={percent(cut.recall)} about="recall" />
        </dl>
      </div>
      {crossFitted && (
        <p className={styles.note}>
          One line for all is drawn here. The figures above judge each part of the customers by a
          line that was chosen on the other parts, so they differ a little.
        </p>
      )}
      <p className={styles.note}>Moving it changes nothing until the file is run again.</p>
      {place !== used && (
        <p className={styles.again}>
          <LinkButton to={`../again?threshold=${String(cut.threshold)}`} variant="default">
            Run again with high risk from {percent(cut.threshold)}
          </LinkButton>
        </p>
      )}
    </Section>
  );
}

interface FactProps {
  name: string;
  value: string;
  about: string;
}

function Fact({ name, value, about }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.about}>{about}</dd>
    </div>
  );
}

function total(cut: Cut): number {
  return cut.true_positive + cut.false_positive + cut.true_negative + cut.false_negative;
}

function sharePhrase(cut: Cut): string {
  return `${percent(cut.flagged / total(cut))} of ${count(total(cut))}`;
}

function inWords(cut: Cut): string {
  return `${count(cut.flagged)} flagged, of whom ${count(cut.caught)} left; ${percent(cut.recall)} of the leavers found`;
}
