import { NativeSelect } from "@mantine/core";

import { withSetting } from "@/features/preview/choices";
import { inTheWayOf, type PartProps } from "@/features/preview/plan-section";
import { useModels } from "@/shared/api/get-models";
import { titleOf, type ModelItem } from "@/shared/api/model";
import { counted, decimals } from "@/shared/format/numbers";
import { Notice } from "@/shared/ui/notice";

/// Whether to learn from the file or to score it, and with which of the models that fit; nothing
/// where no model fits.
export function ModelChoice({ preview, choices, onChange }: PartProps) {
  const known = useModels().data?.pages.flatMap(({ models }) => models) ?? [];
  const fitting = preview.models.filter(({ fits }) => fits);
  const named = known.filter(({ id }) => fitting.some((each) => each.id === id));
  if (named.length === 0) return null;
  const others = preview.models.length - fitting.length;
  const canLearn = preview.outcome !== null && inTheWayOf(preview).length === 0;
  return (
    <>
      <NativeSelect
        label={canLearn ? "Learn from this file, or score it" : "The model to score it with"}
        description={
          others > 0
            ? `${counted(others, "other model does", "other models do")} not fit.`
            : undefined
        }
        value={choices.model ?? ""}
        onChange={({ currentTarget: { value } }) => {
          onChange(withSetting(choices, { model: value === "" ? undefined : value }));
        }}
      >
        <option value="">{otherwise(canLearn, preview.model, choices, known)}</option>
        {named.map((model) => (
          <option key={model.id} value={model.id}>
            {canLearn ? "Score it with " : ""}
            {titleOf(model)}
            {goodness(model)}
            {model.default ? " (default)" : ""}
          </option>
        ))}
      </NativeSelect>
      <Missing preview={preview} />
    </>
  );
}

/// What happens where no model is chosen.
function otherwise(
  canLearn: boolean,
  taken: string | null,
  choices: PartProps["choices"],
  known: ModelItem[],
): string {
  if (canLearn) return "Learn a new model from it";
  const best = choices.model === undefined && known.find(({ id }) => id === taken);
  return best ? `The one that fits best: ${titleOf(best)}` : "The one that fits best";
}

/// ", AUC 0.851"; nothing where it was not measured.
function goodness({ roc_auc: auc }: ModelItem): string {
  return auc ? `, AUC ${decimals(auc.value, 3)}` : "";
}

function Missing({ preview }: { preview: PartProps["preview"] }) {
  const missing = preview.models.find(({ id }) => id === preview.model)?.missing ?? [];
  if (missing.length === 0) return null;
  return (
    <Notice
      tone="wary"
      title={`The model reads ${counted(missing.length, "column")} that this file does not have, or has otherwise`}
    >
      <p>{missing.join(", ")}: blank in every row.</p>
    </Notice>
  );
}
