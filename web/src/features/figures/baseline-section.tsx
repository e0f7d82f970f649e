import styles from "@/features/figures/charts.module.css";
import { bestColumn } from "@/features/figures/best-column";
import type { Metrics } from "@/shared/api/metrics";
import { decimals } from "@/shared/format/numbers";
import { Plot } from "@/shared/ui/plot";
import { Section } from "@/shared/ui/section";

/// The model's AUC beside chance and the best single column, on one scale.
export function BaselineSection({ metrics }: { metrics: Metrics }) {
  const { roc_auc: auc } = metrics;
  if (!auc) return null;
  const best = bestColumn(metrics);
  const alone = best?.auc ?? null;
  const compared = best?.words ?? "";
  const words = `The model: ${decimals(auc.value, 3)}, ${decimals(auc.low, 3)} to ${decimals(auc.high, 3)}. ${compared} Chance is 0.5, a perfect ranking 1.`;
  const least = Math.min(0.5, auc.low, alone ?? 1);
  return (
    <Section title="Against a simple rule" about={words}>
      <Plot label={words} height={92}>
        {(width) => {
          const x = (value: number) => 14 + ((width - 28) * (value - least)) / (1 - least);
          return (
            <>
              <line className={styles.axis} x1={x(least)} x2={x(1)} y1={46} y2={46} />
              {[0.5, 0.6, 0.7, 0.8, 0.9, 1].map((tick) => (
                <g key={tick}>
                  <line className={styles.axis} x1={x(tick)} x2={x(tick)} y1={42} y2={50} />
                  <text x={x(tick)} y={66} textAnchor={tick === 1 ? "end" : "middle"}>
                    {tick.toFixed(1)}
                  </text>
                </g>
              ))}
              <rect
                className={styles.dot}
                x={x(auc.low)}
                width={Math.max(2, x(auc.high) - x(auc.low))}
                y={41}
                height={10}
                rx={5}
                opacity={0.35}
              />
              <circle className={styles.dot} cx={x(auc.value)} cy={46} r={7} />
              <text
                data-strong
                x={x(auc.value)}
                y={28}
                textAnchor={auc.value > 0.9 ? "end" : "middle"}
              >
                the model
              </text>
              {alone !== null && (
                <>
                  <path className={styles.mark} d={`M${String(x(alone))} 53l5 9h-10z`} />
                  <text
                    x={x(alone)}
                    y={86}
                    textAnchor={alone > 0.85 ? "end" : alone < 0.6 ? "start" : "middle"}
                  >
                    best column alone
                  </text>
                </>
              )}
            </>
          );
        }}
      </Plot>
    </Section>
  );
}
