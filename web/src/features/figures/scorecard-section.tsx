import styles from "@/features/figures/scorecard-section.module.css";
import type { Scorecard } from "@/shared/api/metrics";
import { count } from "@/shared/format/numbers";
import { Section } from "@/shared/ui/section";

/// What gives how many points, and what to add to the file to get more than that.
export function ScorecardSection({ scorecard }: { scorecard: Scorecard }) {
  return (
    <Section
      title="How the points come about"
      about="A fixed scorecard, the same for every file. It was not learned from your data, so how well it orders your customers is not known."
    >
      <ul className={styles.signals}>
        {scorecard.signals.map(({ column, most, bands }) => (
          <li key={column}>
            <span className={styles.column}>{column}</span>
            <span className={styles.most}>up to {count(most)}</span>
            <span className={styles.bands}>{bands}</span>
          </li>
        ))}
      </ul>
      <p className={styles.next}>
        For probabilities, measured figures and reasons of your own customers add a column that says
        who has left, with at least 30 customers who left and 30 who stayed.
      </p>
    </Section>
  );
}
