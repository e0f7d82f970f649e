import { Link } from "react-router";

import { useModel } from "@/features/models/get-model";
import { titleOf } from "@/shared/api/model";
import { asProblem } from "@/shared/api/problem";

interface UsedModelProps {
  id: string;
  /// "learn" where the prediction made it.
  mode: string | null;
}

/// Which model scored a prediction, or was learned from it.
export function UsedModel({ id, mode }: UsedModelProps) {
  const { data: model, error } = useModel(id);
  const words = mode === "learn" ? "made the model" : "scored with";
  if (model) {
    return (
      <>
        {" · "}
        {words} <Link to={`/models/${id}`}>{titleOf(model)}</Link>
      </>
    );
  }
  if (error && asProblem(error).status === 404) return ` · ${words} a model that was deleted since`;
  return null;
}
