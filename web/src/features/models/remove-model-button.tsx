import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";

import { useRemoveModel } from "@/features/models/remove-model";
import { titleOf, type ModelItem } from "@/shared/api/model";
import { asProblem } from "@/shared/api/problem";
import { DeleteButton } from "@/shared/ui/delete-button";
import { Dialog, DialogChoices } from "@/shared/ui/dialog";
import { ProblemNotice } from "@/shared/ui/problem-notice";

interface RemoveModelButtonProps {
  model: ModelItem;
  onRemoved(): void;
}

/// Deletes a model once it was confirmed.
export function RemoveModelButton({ model, onRemoved }: RemoveModelButtonProps) {
  const [asked, { open, close }] = useDisclosure();
  const remove = useRemoveModel(() => {
    close();
    onRemoved();
  });
  return (
    <>
      <DeleteButton onClick={open} />
      <Dialog opened={asked} onClose={close} title="Delete this model?">
        <p>
          <b>{titleOf(model)}</b> is removed from the server, for everybody: nothing can be scored
          with it any more. Predictions that it made stay. This cannot be undone.
        </p>
        {remove.error && <ProblemNotice problem={asProblem(remove.error)} />}
        <DialogChoices>
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button
            color="rust"
            loading={remove.isPending}
            onClick={() => {
              remove.mutate(model.id);
            }}
          >
            Delete
          </Button>
        </DialogChoices>
      </Dialog>
    </>
  );
}
