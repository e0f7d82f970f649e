import styles from "@/shared/ui/chip.module.css";

export type RiskLevel = "high" | "medium" | "low";

const words: Record<RiskLevel, string> = { high: "High", medium: "Medium", low: "Low" };

export function RiskChip({ level }: { level: RiskLevel }) {
  return (
    <span className={styles.chip} data-risk={level}>
      {words[level]}
    </span>
  );
}
