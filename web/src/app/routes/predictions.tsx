import { LiveBadge } from "@/features/predictions/live-badge";
import { PredictionList } from "@/features/predictions/prediction-list";
import { PageHeading } from "@/shared/ui/page-heading";

export function PredictionsRoute() {
  return (
    <>
      <PageHeading title="Predictions" actions={<LiveBadge />} />
      <PredictionList />
    </>
  );
}
