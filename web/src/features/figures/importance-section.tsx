import { Button } from "@mantine/core";
import { useState } from "react";

import styles from "@/features/figures/importance-section.module.css";
import type { Metrics } from "@/shared/api/metrics";
import { percent } from "@/shared/format/numbers";
import { Section } from "@/shared/ui/section";

const shownAtFirst = 8;

/// Which columns move the scores, by their share of all movement.
export function ImportanceSection({ metrics }: { metrics: Metrics }) {
  const [all, setAll] = useState(false);
  const columns = metrics.importance ?? [];
  if (columns.length === 0) return null;
  const most = Math.max(...columns.map(({ share }) => share), Number.MIN_VALUE);
  return (
    <Section
      title="What the scores go by"
      about="How much of the difference between customers comes from each column."
    >
      <ol className={styles.list}>
        {(all ? columns : columns.slice(0, shownAtFirst)).map(({ column, share }) => (
          <li key={column}>
            <span className={styles.name}>{column}</span>
            <span aria-hidden="true" className={styles.track}>
              <span
                className={styles.bar}
                style={{ width: `${((100 * share) / most).toFixed(2)}%` }}
              />
            </span>
            <span className={styles.share}>{percent(share)}</span>
          </li>
        ))}
      </ol>
      {columns.length > shownAtFirst && (
        <Button
          variant="default"
          size="compact-md"
          mt="sm"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? "Show the strongest only" : `Show all ${String(columns.length)} columns`}
        </Button>
      )}
    </Section>
  );
}
