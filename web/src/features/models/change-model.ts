import { useMutation, useQueryClient } from "@tanstack/react-query";

import { modelQuery } from "@/features/models/get-model";
import type { Model } from "@/shared/api/model";
import { modelsQuery } from "@/shared/api/get-models";
import { requestJson } from "@/shared/api/request-json";

interface Change {
  name?: string;
  default?: boolean;
}

async function changeModel(id: string, change: Change): Promise<Model> {
  const path = `/api/models/${encodeURIComponent(id)}`;
  return (await requestJson<{ model: Model }>(path, { method: "PATCH", json: change })).model;
}

/// Renames it, or makes it the default; another may stop being that.
export function useChangeModel(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => changeModel(id, change),
    onSuccess: async (model) => {
      queries.setQueryData(modelQuery(id).queryKey, model);
      await queries.invalidateQueries({ queryKey: ["model"], predicate: notThis(id) });
      await queries.invalidateQueries({ queryKey: modelsQuery.queryKey });
    },
  });
}

function notThis(id: string) {
  return ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[1] !== id;
}
