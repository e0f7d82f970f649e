import styles from "@/features/columns/reading-section.module.css";
import type { Metrics } from "@/shared/api/metrics";
import { delimiterWords, reasonWords } from "@/shared/format/file-words";
import { count, counted } from "@/shared/format/numbers";
import { Issues } from "@/shared/ui/problem-notice";
import { Section } from "@/shared/ui/section";

/// How the file was read, and what of it could not be.
export function ReadingSection({ metrics }: { metrics: Metrics }) {
  const { reading, quality } = metrics;
  if (!reading) return null;
  const facts: [string, string][] = [
    ["Rows", count(reading.rows)],
    ["Encoding", reading.encoding],
    ["Between cells", delimiterWords[reading.delimiter] ?? reading.delimiter],
    ["Skipped lines", count(reading.skipped.length)],
  ];
  if (quality) {
    facts.push(
      ["Empty cells", count(quality.missing_cells)],
      ["Doubled rows", count(quality.duplicate_rows)],
    );
  }
  return (
    <Section title="The file">
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {quality && quality.notes.length > 0 && (
        <ul className={styles.notes}>
          {quality.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Issues issues={reading.messages} />
      {reading.skipped.length > 0 && (
        <details className={styles.skipped}>
          <summary>
            {counted(reading.skipped.length, "line was", "lines were")} taken for no customer
          </summary>
          <ul>
            {reading.skipped.map(({ line, reason, text }) => (
              <li key={line}>
                <b>Line {count(line)}</b> {reasonWords(reason)} <code>{text}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
