import { useMutation, useQueryClient } from "@tanstack/react-query";

/// A change of one prediction by id; what the page knows of it is asked for anew afterwards, also
/// where the change was refused: then something else changed it first.
export function useChangePrediction(change: (id: string) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: async (_, __, id) => {
      await queries.invalidateQueries({ queryKey: ["prediction", id] });
      await queries.invalidateQueries({ queryKey: ["predictions"] });
    },
  });
}
