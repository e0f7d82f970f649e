import { Button } from "@mantine/core";

import { useChangeModel } from "@/features/models/change-model";
import type { ModelItem } from "@/shared/api/model";
import { asProblem } from "@/shared/api/problem";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// Makes a model the default, or ends that.
export function DefaultButton({ model }: { model: ModelItem }) {
  const change = useChangeModel(model.id);
  return (
    <>
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => {
          change.mutate({ default: !model.default });
        }}
      >
        {model.default ? "No longer the default" : "Make it the default"}
      </Button>
      {change.error && <ProblemNotice problem={asProblem(change.error)} />}
    </>
  );
}
