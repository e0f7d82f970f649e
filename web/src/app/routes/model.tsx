import { useParams } from "react-router";

import { ModelDrivers } from "@/features/drivers/model-drivers";
import { ModelView } from "@/features/models/model-view";

export function ModelRoute() {
  const { id = "" } = useParams();
  return (
    <ModelView key={id} id={id}>
      <ModelDrivers modelId={id} />
    </ModelView>
  );
}
