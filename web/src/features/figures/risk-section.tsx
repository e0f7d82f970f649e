import { Levels } from "@/features/figures/levels";
import { RiskHistogram } from "@/features/figures/risk-histogram";
import type { Metrics } from "@/shared/api/metrics";
import { count } from "@/shared/format/numbers";
import { Section } from "@/shared/ui/section";

/// The risk distribution, in numbers and as a picture.
export function RiskSection({ metrics }: { metrics: Metrics }) {
  const { scorecard, risk, histogram } = metrics;
  if (scorecard)
    return (
      <Section
        title="Risk"
        about={`Customers who can still be kept, by their points: high from ${points(scorecard.high_from)}, medium from ${points(scorecard.medium_from)} of ${points(scorecard.most)}.`}
      >
        <Levels risk={risk} />
      </Section>
    );
  return (
    <Section title="Risk" about="Customers who can still be kept, by how likely each is to leave.">
      <Levels risk={risk} />
      {histogram && <RiskHistogram bins={histogram} risk={risk} />}
    </Section>
  );
}

function points(value: number): string {
  return count(Math.ceil(value));
}
