import styles from "@/features/preview/first-rows.module.css";
import type { Preview } from "@/features/preview/preview";
import { useWords } from "@/features/preview/words";
import { bytes, count, counted } from "@/shared/format/numbers";
import { Section } from "@/shared/ui/section";

/// More are no help to the eye, and a file may have ten thousand.
const shownColumns = 60;

/// The table as it was read. What is not used to predict is dimmed.
export function FirstRows({ preview }: { preview: Preview }) {
  const { columns, rows } = preview;
  const shown = columns.slice(0, shownColumns);
  const numbers = shown.map(({ type }) => type === "number" || undefined);
  return (
    <Section title="The file, as it was read" about={about(preview)}>
      <div
        className={styles.scroll}
        role="region"
        aria-label="First rows of the file"
        // Scrolls, so the keyboard must get there.
        tabIndex={0}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.line}>
                Line
              </th>
              {shown.map(({ name, role }, index) => (
                <th
                  key={name}
                  scope="col"
                  data-role={role}
                  data-number={numbers[index]}
                  title={useWords[role]}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, cells }) => (
              <tr key={line}>
                <th scope="row" className={styles.line}>
                  {count(line)}
                </th>
                {shown.map(({ name, role }, index) => (
                  <td key={name} data-role={role} data-number={numbers[index]}>
                    {cells[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function about({ rows, reading, columns, provisional }: Preview): string {
  const all = counted(columns.length, "column");
  const more = columns.length > shownColumns ? `, of which ${count(shownColumns)} are shown` : "";
  const part = provisional
    ? `The first ${count(rows.length)} rows of the beginning of the file (${bytes(1 << 20)}); the rest is read when it runs.`
    : rows.length < reading.rows
      ? `The first ${count(rows.length)} of ${counted(reading.rows, "row")}.`
      : `All ${counted(reading.rows, "row")}.`;
  return `${part} ${all}${more}.`;
}
