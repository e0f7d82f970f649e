import { ConfusionTable } from "@/features/figures/confusion-table";
import { thresholdWords } from "@/features/figures/words";
import type { Metrics } from "@/shared/api/metrics";
import { percent } from "@/shared/format/numbers";
import { Section } from "@/shared/ui/section";

/// Rows of known outcome on both sides of the threshold, of a run without a table of thresholds.
export function ConfusionSection({ metrics }: { metrics: Metrics }) {
  const { confusion, threshold, threshold_method: method } = metrics;
  if (!confusion || threshold === null) return null;
  const why = method && thresholdWords[method] ? `, ${thresholdWords[method]}` : "";
  return (
    <Section
      title="High risk, right and wrong"
      about={`High risk starts at ${percent(threshold)}${why}. Rows whose outcome is known:`}
    >
      <ConfusionTable confusion={confusion} />
    </Section>
  );
}
