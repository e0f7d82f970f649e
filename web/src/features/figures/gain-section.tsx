import styles from "@/features/figures/charts.module.css";
import { Grid } from "@/features/figures/grid";
import type { GainStep, Metrics } from "@/shared/api/metrics";
import { count, decimals, percent } from "@/shared/format/numbers";
import { Numbers, Plot } from "@/shared/ui/plot";
import { Section } from "@/shared/ui/section";

const height = 314;
const box = { left: 44, right: 12, top: 24, bottom: 40 };

/// How many of the leavers one reaches by going down the list.
export function GainSection({ metrics }: { metrics: Metrics }) {
  const { gain } = metrics;
  if (!gain || gain.length === 0) return null;
  const steps = withFound(gain);
  const third = steps[2];
  const words = third
    ? `Calling the riskiest 30% of the list reaches ${percent(third.found, 0)} of all who leave.`
    : "";
  return (
    <Section
      title="How far down the list?"
      about={`${words} The dashed line is calling in any order.`}
    >
      <Plot
        label={`Share of leavers reached by share of customers contacted. ${words}`}
        height={height}
      >
        {(width) => <Gain steps={steps} width={width} />}
      </Plot>
      <Numbers
        heads={["Riskiest", "Customers", "Left", "Reached so far", "Lift"]}
        rows={steps.map(({ decile, rows, left, found: reached, lift }) => [
          `${String(decile * 10)}%`,
          count(rows),
          count(left),
          percent(reached),
          `${decimals(lift, 1)}×`,
        ])}
      />
    </Section>
  );
}

type Step = GainStep & { found: number };

/// Each step with the share of all leavers reached by its end.
export function withFound(gain: GainStep[]): Step[] {
  const all = Math.max(
    1,
    gain.reduce((sum, { left }) => sum + left, 0),
  );
  let reached = 0;
  return gain.map((step) => {
    reached += step.left;
    return { ...step, found: reached / all };
  });
}

function Gain({ steps, width }: { steps: Step[]; width: number }) {
  const x = (share: number) => box.left + (width - box.left - box.right) * share;
  const y = (share: number) => height - box.bottom - (height - box.top - box.bottom) * share;
  const points = [
    [0, 0] as const,
    ...steps.map(({ decile, found }) => [decile / 10, found] as const),
  ];
  const path = points.map(([share, found]) => `${String(x(share))},${String(y(found))}`).join(" ");
  return (
    <>
      <polygon className={styles.under} points={`${path} ${String(x(1))},${String(y(0))}`} />
      <Grid x={x} y={y} below="of the list contacted" beside="of the leavers reached" />
      <line className={styles.ideal} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      <polyline className={styles.curve} points={path} />
      {points.slice(1).map(([share, found]) => (
        <circle key={share} className={styles.dot} cx={x(share)} cy={y(found)} r={4} />
      ))}
    </>
  );
}
