import { Levels } from "@/features/figures/levels";
import { RiskHistogram } from "@/features/figures/risk-histogram";
import type { Metrics } from "@/shared/api/metrics";
import { Section } from "@/shared/ui/section";

/// The risk distribution, in numbers and as a picture.
export function RiskSection({ metrics }: { metrics: Metrics }) {
  return (
    <Section title="Risk" about="Customers who can still be kept, by how likely each is to leave.">
      <Levels risk={metrics.risk} />
      {metrics.histogram && <RiskHistogram bins={metrics.histogram} risk={metrics.risk} />}
    </Section>
  );
}
