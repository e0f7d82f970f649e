import { useParams } from "react-router";

import { ModelView } from "@/features/models/model-view";

export function ModelRoute() {
  const { id = "" } = useParams();
  return <ModelView key={id} id={id} />;
}
