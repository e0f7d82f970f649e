import styles from "@/features/columns/leak-receipts.module.css";
import type { ColumnFacts, Message } from "@/shared/api/metrics";
import { hintWords } from "@/shared/format/hint-words";
import { decimals } from "@/shared/format/numbers";
import { Notice } from "@/shared/ui/notice";

interface LeakReceiptsProps {
  leaks: ColumnFacts[];
  /// What was decided about them; their hints are shown.
  messages: Message[];
}

/// Columns that give the outcome away, each with what shows that.
export function LeakReceipts({ leaks, messages }: LeakReceiptsProps) {
  if (leaks.length === 0) return null;
  const title =
    leaks.length === 1
      ? "One column may give the answer away and was left out"
      : `${String(leaks.length)} columns may give the answer away and were left out`;
  return (
    <Notice tone="wary" title={title}>
      <p>
        A model that reads such a column looks perfect here and fails on customers whose outcome is
        still open.
      </p>
      <ul className={styles.leaks}>
        {leaks.map((leak) => (
          <li key={leak.name}>
            <b>{leak.name}</b> <span>{leak.evidence}</span>
            <span className={styles.measured}>{measured(leak)}</span>
            {hintWords(messages.find(({ column }) => column === leak.name)?.hint ?? "")}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function measured({ auc, auc_with: withIt, auc_without: without }: ColumnFacts): string {
  const parts = [
    auc !== null && `AUC alone ${decimals(auc, 3)}`,
    withIt !== null && `model with it ${decimals(withIt, 3)}`,
    without !== null && `without ${decimals(without, 3)}`,
  ];
  return parts.filter(Boolean).join(" · ");
}
