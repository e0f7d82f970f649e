import styles from "@/features/figures/drift-section.module.css";
import type { ColumnDrift, Metrics } from "@/shared/api/metrics";
import { count, counted, decimals, percent } from "@/shared/format/numbers";
import { Section } from "@/shared/ui/section";

const levelWords = { same: "looks the same", moved: "has moved", far: "has moved far" };

/// Of a file that a saved model scored: how many are expected to leave, and how far the file has moved from
/// the one that the model was learned from.
export function DriftSection({ metrics }: { metrics: Metrics }) {
  const { drift, expected_leavers: leavers } = metrics;
  if (!drift && !leavers) return null;
  return (
    <Section
      title="What to expect of this file"
      about={drift?.sentence ?? "The model is too old to say what it was learned from."}
    >
      {leavers && (
        <p className={styles.leavers}>
          <strong>{counted(Math.round(leavers.value), "customer")}</strong> of the{" "}
          {count(leavers.rows)} who can still be kept are expected to leave, between{" "}
          {count(leavers.low)} and {count(leavers.high)} (95% interval).
        </p>
      )}
      {drift && (
        <div
          className={styles.scroll}
          // Wider than a narrow window: it has to be reached by keyboard to be scrolled.
          tabIndex={0}
          role="group"
          aria-label="Each column against what the model learned from"
        >
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Column</th>
                <th scope="col">Against the {counted(drift.trained_rows, "row")} learned from</th>
                <th scope="col" data-number>
                  PSI
                </th>
                <th scope="col" data-number>
                  Blank now
                </th>
                <th scope="col" data-number>
                  Blank then
                </th>
                <th scope="col">New values</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">All scores</th>
                <td className={styles.level} data-level={drift.scores.level}>
                  {levelWords[drift.scores.level]}
                </td>
                <td data-number>{psi(drift.scores.psi)}</td>
                <td colSpan={3} />
              </tr>
              {drift.columns.map((column) => (
                <Row key={column.column} column={column} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Row({ column }: { column: ColumnDrift }) {
  const fresh = column.new_levels;
  return (
    <tr>
      <th scope="row">{column.column}</th>
      <td className={styles.level} data-level={column.level}>
        {levelWords[column.level]}
      </td>
      <td data-number>{psi(column.psi)}</td>
      <td data-number>{percent(column.missing)}</td>
      <td data-number>{percent(column.missing_before)}</td>
      <td>
        {fresh &&
          fresh.count > 0 &&
          `${fresh.examples.join(", ")}${fresh.count > fresh.examples.length ? " …" : ""} (${counted(fresh.rows, "row")})`}
      </td>
    </tr>
  );
}

const psi = (value: number | null) => (value === null ? "not enough to say" : decimals(value, 2));
