import { Button } from "@mantine/core";

import { withKept } from "@/features/preview/choices";
import type { PartProps } from "@/features/preview/plan-section";
import styles from "@/features/preview/skipped-lines.module.css";
import { reasonWords } from "@/shared/format/file-words";
import { count, counted } from "@/shared/format/numbers";
import { Section } from "@/shared/ui/section";

/// Lines that say nothing by themselves.
const silent = ["blank", "separator_line"];
const shownLines = 100;

/// Lines that were taken for titles, totals and the like; one click makes any of them a customer.
export function SkippedLines({ preview, choices, onChange }: PartProps) {
  const { skipped, records, header_lines: header, rows } = preview.reading;
  const lines = skipped.filter(({ reason }) => !silent.includes(reason));
  const blank = records - header - rows - lines.length;
  const kept = choices.keep_rows ?? [];
  if (lines.length === 0 && kept.length === 0) return null;
  return (
    <Section
      title="Lines that are not customers"
      about={`They are left out of the prediction.${blank > 0 ? ` ${counted(blank, "blank line")} beside them.` : ""}`}
    >
      <ul className={styles.lines}>
        {kept.map((line) => (
          <li key={line}>
            <span className={styles.line}>Line {count(line)}</span>
            <span className={styles.reason}>kept as a customer</span>
            <span />
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                onChange(withKept(choices, line, false));
              }}
            >
              Leave out again
            </Button>
          </li>
        ))}
        {lines.slice(0, shownLines).map(({ line, reason, text }) => (
          <li key={line}>
            <span className={styles.line}>Line {count(line)}</span>
            <span className={styles.reason}>{reasonWords(reason)}</span>
            <code className={styles.text}>{text}</code>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`It is a customer: line ${String(line)}`}
              onClick={() => {
                onChange(withKept(choices, line, true));
              }}
            >
              It is a customer
            </Button>
          </li>
        ))}
      </ul>
      {lines.length > shownLines && (
        <p className={styles.more}>and {counted(lines.length - shownLines, "more line")}.</p>
      )}
    </Section>
  );
}
