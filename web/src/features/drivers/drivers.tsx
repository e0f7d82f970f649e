import { Button } from "@mantine/core";
import { useState } from "react";

import { DriverCard } from "@/features/drivers/driver-card";
import styles from "@/features/drivers/drivers.module.css";
import type { Metrics, Shapes } from "@/shared/api/metrics";
import { count } from "@/shared/format/numbers";
import { Section } from "@/shared/ui/section";

interface DriversProps {
  shapes: Shapes | null | undefined;
  importance: Metrics["importance"];
  /// Whether the scores are no better than chance: then a curve is noise.
  chance: boolean;
}

const shownAtFirst = 6;

/// How each column moves the risk: its weight, and what each of its values adds; the strongest first.
export function Drivers({ shapes, importance, chance }: DriversProps) {
  const [all, setAll] = useState(false);
  if (!shapes || shapes.columns.length === 0)
    return (
      <Section title="What moves the risk">
        <p>
          This was made by an earlier version, which kept no curves. Run the file again to see them.
        </p>
      </Section>
    );
  const share = new Map((importance ?? []).map((each) => [each.column, each.share]));
  const shown = all ? shapes.columns : shapes.columns.slice(0, shownAtFirst);
  return (
    <div className={styles.drivers}>
      <p className={styles.legend}>
        {legend(shapes)}{" "}
        {chance && "The scores are no better than chance, so these curves mean nothing yet."}
      </p>
      <div className={styles.cards}>
        {shown.map((shape) => (
          <DriverCard
            key={shape.column}
            shape={shape}
            share={share.get(shape.column)}
            unit={shapes.unit}
          />
        ))}
      </div>
      {shapes.columns.length > shownAtFirst && (
        <Button
          variant="default"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? "Show the strongest only" : `Show all ${count(shapes.columns.length)} columns`}
        </Button>
      )}
    </div>
  );
}

function legend({ rows, unit }: Shapes): string {
  const what =
    unit === "points"
      ? "How many points each value adds by the scorecard."
      : "By what each value multiplies the odds of leaving: above 1× it pushes to leave, below 1× to stay.";
  return `${what} The line is the mean, the band holds four of five customers, the grey shape below shows where the customers are (${count(rows)} looked at).`;
}
