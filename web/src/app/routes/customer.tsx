import { useParams } from "react-router";

import { useResults } from "@/app/routes/prediction";
import { CustomerView } from "@/features/customers/customer-view";
import type { Metrics } from "@/shared/api/metrics";

export function CustomerRoute() {
  const { id, metrics } = useResults();
  const { row = "" } = useParams();
  const { active, unknown } = metrics.states;
  return (
    <CustomerView
      predictionId={id}
      row={row}
      keepable={active + unknown}
      suggestions={levelsOf(metrics)}
    />
  );
}

/// The commonest texts of each category.
function levelsOf({ shapes }: Metrics): Record<string, string[]> {
  const categories = (shapes?.columns ?? []).filter(({ kind }) => kind === "category");
  return Object.fromEntries(
    categories.map(({ column, points }) => [column, points.map(({ value }) => String(value))]),
  );
}
