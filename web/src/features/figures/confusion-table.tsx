import styles from "@/features/figures/confusion-table.module.css";
import type { Confusion } from "@/shared/api/metrics";
import { count } from "@/shared/format/numbers";

/// On which side of the threshold rows of known outcome stand, and what they did.
export function ConfusionTable({ confusion }: { confusion: Confusion }) {
  return (
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
  );
}
