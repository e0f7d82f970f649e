import { useResults } from "@/app/routes/prediction";
import { Drivers } from "@/features/drivers/drivers";

export function DriversTab() {
  const { metrics } = useResults();
  return (
    <Drivers
      shapes={metrics.shapes}
      importance={metrics.importance}
      chance={metrics.verdict?.code === "no_better_than_chance"}
    />
  );
}
