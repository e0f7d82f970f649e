import { useParams } from "react-router";

import { useResults } from "@/app/routes/prediction";
import { CustomerView } from "@/features/customers/customer-view";

export function CustomerRoute() {
  const { id, metrics } = useResults();
  const { row = "" } = useParams();
  const { active, unknown } = metrics.states;
  return <CustomerView predictionId={id} row={row} keepable={active + unknown} />;
}
