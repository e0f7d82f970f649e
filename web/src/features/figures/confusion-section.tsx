import styles from "@/features/figures/confusion-section.module.css";
import type { Metrics } from "@/shared/api/metrics";
import { count, percent } from "@/shared/format/numbers";
import { Section } from "@/shared/ui/section";

const methods: Record<string, string> = {
  best_f1_out_of_fold: "the one that best balances leavers found against false alarms",
  given: "as you set it",
  model: "as the model keeps it",
};

/// Rows of known outcome: which side of the threshold they stand on, and what they did.
export function ConfusionSection({ metrics }: { metrics: Metrics }) {
  const { confusion, threshold, threshold_method: method } = metrics;
  if (!confusion || threshold === null) return null;
  const why = method && methods[method] ? `, ${methods[method]}` : "";
  return (
    <Section
      title="High risk, right and wrong"
      about={`High risk starts at ${percent(threshold)}${why}. Rows whose outcome is known:`}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">Left</th>
            <th scope="col">Stayed</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Put at high risk</th>
            <td data-right>{count(confusion.true_positive)}</td>
            <td>{count(confusion.false_positive)}</td>
          </tr>
          <tr>
            <th scope="row">Not</th>
            <td>{count(confusion.false_negative)}</td>
            <td data-right>{count(confusion.true_negative)}</td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}
