import styles from "@/features/figures/charts.module.css";
import { pieces } from "@/features/figures/risk-zones";
import type { HistogramBin, Risk } from "@/shared/api/metrics";
import { count, percent } from "@/shared/format/numbers";
import { Numbers, Plot } from "@/shared/ui/plot";

interface RiskHistogramProps {
  bins: HistogramBin[];
  risk: Risk;
}

const height = 190;
const floor = height - 22;
const ceiling = 30;

/// How many customers stand at which probability, in the colours of their risk.
export function RiskHistogram({ bins, risk }: RiskHistogramProps) {
  const most = Math.max(1, ...bins.map(({ rows }) => rows));
  const tall = (rows: number) => ((floor - ceiling) * rows) / most;
  const { threshold } = risk;
  return (
    <>
      <Plot label={describe(risk)} height={height}>
        {(width) => (
          <>
            {pieces(bins, risk).map(({ from, to, rows, level }) => (
              <rect
                key={from}
                data-risk={level}
                className={styles.bar}
                x={from * width + 1}
                width={Math.max(0.5, (to - from) * width - 1.5)}
                y={floor - tall(rows)}
                height={tall(rows)}
              />
            ))}
            <line className={styles.axis} x1={0} x2={width} y1={floor + 0.5} y2={floor + 0.5} />
            {[0, 0.25, 0.5, 0.75, 1].map((at) => (
              <text
                key={at}
                x={at * width}
                y={height - 5}
                textAnchor={at === 0 ? "start" : at === 1 ? "end" : "middle"}
              >
                {at * 100}%
              </text>
            ))}
            {threshold !== null && <Threshold at={threshold} width={width} />}
          </>
        )}
      </Plot>
      <Numbers
        heads={["Likely to leave", "Customers"]}
        rows={bins.map(({ from, to, rows }) => [
          `${percent(from, 0)} to ${percent(to, 0)}`,
          count(rows),
        ])}
      />
    </>
  );
}

function Threshold({ at, width }: { at: number; width: number }) {
  const x = at * width;
  return (
    <>
      <line className={styles.threshold} x1={x} x2={x} y1={20} y2={floor} />
      <text data-strong x={x} dx={at > 0.6 ? -4 : 4} y={14} textAnchor={at > 0.6 ? "end" : "start"}>
        high from {percent(at)}
      </text>
    </>
  );
}

function describe({ keepable, threshold }: Risk): string {
  const levels = `${count(keepable.high)} at high, ${count(keepable.medium)} at medium and ${count(keepable.low)} at low risk`;
  return `Customers who can still be kept by their probability of leaving: ${levels}${threshold === null ? "" : `; high from ${percent(threshold)}`}.`;
}
