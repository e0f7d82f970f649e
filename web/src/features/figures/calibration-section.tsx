import styles from "@/features/figures/charts.module.css";
import { Grid } from "@/features/figures/grid";
import type { CalibrationBin, Metrics } from "@/shared/api/metrics";
import { count, decimals, percent } from "@/shared/format/numbers";
import { Numbers, Plot } from "@/shared/ui/plot";
import { Section } from "@/shared/ui/section";

const height = 314;
const box = { left: 44, right: 12, top: 24, bottom: 40 };

/// Whether "30%" comes true in 30 of 100: what was said against what happened.
export function CalibrationSection({ metrics }: { metrics: Metrics }) {
  const { calibration } = metrics;
  if (!calibration || calibration.bins.length === 0) return null;
  const error =
    typeof calibration.error === "number" ? calibration.error : (calibration.error?.value ?? null);
  const off =
    error === null
      ? ""
      : ` On average they are off by ${decimals(error * 100, 1)} percentage points.`;
  return (
    <Section
      title="Do the percentages come true?"
      about={`On the dashed line, what was said is what happened.${off}`}
    >
      <Plot
        label={`Predicted against observed share of leavers, in ${String(calibration.bins.length)} groups.${off}`}
        height={height}
      >
        {(width) => <Calibration bins={calibration.bins} width={width} />}
      </Plot>
      <Numbers
        heads={["Predicted", "Happened", "95% interval", "Customers"]}
        rows={calibration.bins.map(({ predicted, observed, low, high, rows }) => [
          percent(predicted),
          percent(observed),
          `${percent(low)} – ${percent(high)}`,
          count(rows),
        ])}
      />
    </Section>
  );
}

function Calibration({ bins, width }: { bins: CalibrationBin[]; width: number }) {
  const x = (share: number) => box.left + (width - box.left - box.right) * share;
  const y = (share: number) => height - box.bottom - (height - box.top - box.bottom) * share;
  return (
    <>
      <Grid x={x} y={y} below="said" beside="happened" />
      <line className={styles.ideal} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      <polyline
        className={styles.curve}
        points={bins
          .map((bin) => `${String(x(bin.predicted))},${String(y(bin.observed))}`)
          .join(" ")}
      />
      {bins.map(({ predicted, observed, low, high }) => (
        <g key={predicted}>
          <line
            className={styles.whisker}
            x1={x(predicted)}
            x2={x(predicted)}
            y1={y(low)}
            y2={y(high)}
          />
          <circle className={styles.dot} cx={x(predicted)} cy={y(observed)} r={4.5} />
        </g>
      ))}
    </>
  );
}
