import { ColumnTable } from "@/features/columns/column-table";
import styles from "@/features/columns/columns-view.module.css";
import { LeakReceipts } from "@/features/columns/leak-receipts";
import { ReadingSection } from "@/features/columns/reading-section";
import type { Metrics } from "@/shared/api/metrics";
import { hintWords } from "@/shared/format/hint-words";
import { count, counted, percent } from "@/shared/format/numbers";
import { Notice } from "@/shared/ui/notice";
import { Section } from "@/shared/ui/section";

/// What the file was understood to be: everything decided about it, with the evidence.
export function ColumnsView({ metrics }: { metrics: Metrics }) {
  const leaks = metrics.columns.filter(({ role }) => role === "leak");
  const messages = metrics.messages ?? [];
  // What is said of a leak stands with its receipt.
  const ofLeaks = messages.filter(({ column }) => leaks.some(({ name }) => name === column));
  return (
    <div className={styles.view}>
      <Outcome metrics={metrics} />
      <LeakReceipts leaks={leaks} messages={ofLeaks} />
      {messages
        .filter((message) => !ofLeaks.includes(message))
        .map(({ code, message, column, hint }) => (
          <Notice key={`${code} ${column ?? ""}`} tone="plain" title={message}>
            {hint && <p>{hintWords(hint)}</p>}
          </Notice>
        ))}
      <Section
        title="Columns"
        about="What each column was taken for, and why. Only inputs are read by the model."
      >
        <ColumnTable columns={metrics.columns} rows={metrics.rows} />
      </Section>
      <ReadingSection metrics={metrics} />
    </div>
  );
}

function Outcome({ metrics }: { metrics: Metrics }) {
  const { outcome } = metrics;
  if (!outcome) return null;
  const known = outcome.left + outcome.stayed;
  if (outcome.left_value === "")
    return (
      <Section title="Who has left" about={outcome.receipt ?? undefined}>
        <p className={styles.outcome}>
          By <b>{outcome.column}</b> nobody has left: {counted(outcome.stayed, "customer")} stayed.
        </p>
      </Section>
    );
  return (
    <Section title="Who has left" about={outcome.receipt ?? undefined}>
      <p className={styles.outcome}>
        A customer has left where <b>{outcome.column}</b> is <b>{outcome.left_value}</b>:{" "}
        {count(outcome.left)} of {count(known)} with a known outcome
        {outcome.rate === null ? "" : ` (${percent(outcome.rate)})`}
        {outcome.unknown > 0 && `; ${count(outcome.unknown)} more are not known`}.
        {outcome.guessed && " This was worked out from the file, not told."}
      </p>
    </Section>
  );
}
