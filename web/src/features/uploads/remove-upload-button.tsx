import { useDisclosure } from "@mantine/hooks";

import { useRemoveUpload } from "@/features/uploads/remove-upload";
import type { Upload } from "@/features/uploads/upload";
import { useUploadUses } from "@/shared/api/get-upload-uses";
import { counted } from "@/shared/format/numbers";
import { DeleteButton } from "@/shared/ui/delete-button";
import { DeleteChoices } from "@/shared/ui/delete-choices";
import { Dialog } from "@/shared/ui/dialog";

/// Deletes a stored file once it was confirmed, and what was made from it.
export function RemoveUploadButton({ upload }: { upload: Upload }) {
  const [asked, { open, close }] = useDisclosure();
  return (
    <>
      <DeleteButton size="compact-sm" label={`Delete ${upload.filename}`} onClick={open} />
      <Dialog opened={asked} onClose={close} title="Delete this file?">
        <Question upload={upload} onDone={close} />
      </Dialog>
    </>
  );
}

function Question({ upload, onDone }: { upload: Upload; onDone(): void }) {
  const remove = useRemoveUpload(onDone);
  const uses = useUploadUses(upload.id);
  return (
    <>
      <p>
        <b>{upload.filename}</b> is removed from the server, for everybody
        {uses.data ? `, and with it ${counted(uses.data, "prediction")} made from it` : ""}. Models
        that were learned from it stay. This cannot be undone.
      </p>
      <DeleteChoices
        busy={remove.isPending || uses.isPending}
        error={remove.error}
        onKeep={onDone}
        onDelete={() => {
          remove.mutate(upload.id);
        }}
      />
    </>
  );
}
