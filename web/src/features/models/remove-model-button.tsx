import { useDisclosure } from "@mantine/hooks";

import { useRemoveModel } from "@/features/models/remove-model";
import { titleOf, type ModelItem } from "@/shared/api/model";
import { DeleteButton } from "@/shared/ui/delete-button";
import { DeleteChoices } from "@/shared/ui/delete-choices";
import { Dialog } from "@/shared/ui/dialog";

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
        <DeleteChoices
          busy={remove.isPending}
          error={remove.error}
          onKeep={close}
          onDelete={() => {
            remove.mutate(model.id);
          }}
        />
      </Dialog>
    </>
  );
}
