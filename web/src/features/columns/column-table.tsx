import styles from "@/features/columns/column-table.module.css";
import type { ColumnFacts } from "@/shared/api/metrics";
import { emptyWords, roleWords } from "@/shared/format/file-words";
import { count, decimals } from "@/shared/format/numbers";

export function ColumnTable({ columns, rows }: { columns: ColumnFacts[]; rows: number }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Taken for</th>
          <th scope="col">Why</th>
          <th scope="col" data-number>
            Empty
          </th>
          <th scope="col" data-number>
            Values
          </th>
          <th scope="col" data-number>
            AUC alone
          </th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr key={column.name} data-role={column.role}>
            <th scope="row" className={styles.name}>
              {column.name}
              <span className={styles.type}>{column.type}</span>
            </th>
            <td className={styles.role}>
              <span className={styles.chip}>{roleWords[column.role]}</span>
            </td>
            <td className={styles.why}>
              {column.evidence}
              {column.examples.length > 0 && (
                <span className={styles.examples}>
                  e.g. {column.examples.slice(0, 3).join(", ")}
                </span>
              )}
            </td>
            <td data-number data-name="Empty">
              {emptyWords(column, rows)}
            </td>
            <td data-number data-name="Values">
              {count(column.distinct)}
            </td>
            <td data-number data-name="AUC alone">
              {column.auc === null ? "–" : decimals(column.auc, 3)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
