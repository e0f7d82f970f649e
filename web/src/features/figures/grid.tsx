import styles from "@/features/figures/charts.module.css";

interface GridProps {
  x(share: number): number;
  y(share: number): number;
  below: string;
  beside: string;
}

/// Lines and names of two axes from 0 to 100 %.
export function Grid({ x, y, below, beside }: GridProps) {
  return (
    <>
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line className={styles.grid} x1={x(0)} x2={x(1)} y1={y(share)} y2={y(share)} />
          <text x={x(0) - 6} y={y(share) + 4} textAnchor="end">
            {share * 100}%
          </text>
          <text x={x(share)} y={y(0) + 17} textAnchor={share === 1 ? "end" : "middle"}>
            {share * 100}%
          </text>
        </g>
      ))}
      <text data-strong x={(x(0) + x(1)) / 2} y={y(0) + 34} textAnchor="middle">
        {below}
      </text>
      <text data-strong x={x(0) - 36} y={y(1) - 11}>
        {beside}
      </text>
    </>
  );
}
