import { Checkbox } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";

import { useUploadUses } from "@/shared/api/get-upload-uses";
import styles from "@/features/predictions/remove-button.module.css";
import { useRemovePrediction } from "@/features/predictions/remove-prediction";
import { isOpen, type PredictionItem } from "@/shared/api/prediction";
import { counted } from "@/shared/format/numbers";
import { DeleteButton } from "@/shared/ui/delete-button";
import { DeleteChoices } from "@/shared/ui/delete-choices";
import { Dialog } from "@/shared/ui/dialog";

interface RemoveButtonProps {
  prediction: PredictionItem;
  onRemoved?(): void;
}

/// Deletes a prediction once it was confirmed, and its uploaded file where nothing else needs it.
export function RemoveButton({ prediction, onRemoved }: RemoveButtonProps) {
  const [asked, { open, close }] = useDisclosure();
  return (
    <>
      <DeleteButton size="compact-sm" label={`Delete ${prediction.filename}`} onClick={open} />
      <Dialog opened={asked} onClose={close} title="Delete this prediction?">
        <Question
          prediction={prediction}
          onKeep={close}
          onRemoved={() => {
            close();
            onRemoved?.();
          }}
        />
      </Dialog>
    </>
  );
}

interface QuestionProps {
  prediction: PredictionItem;
  onKeep(): void;
  onRemoved(): void;
}

function Question({ prediction, onKeep, onRemoved }: QuestionProps) {
  const remove = useRemovePrediction(onRemoved);
  const uses = useUploadUses(prediction.upload_id);
  // An upload that is still to be worked on cannot go.
  const others = uses.data === undefined || isOpen(prediction) ? undefined : uses.data - 1;
  const [chosen, setChosen] = useState<boolean>();
  const withUpload = chosen ?? others === 0;
  return (
    <>
      <p>
        The results for <b>{prediction.filename}</b> are removed from the server, for everybody.
        This cannot be undone.
      </p>
      {others !== undefined && (
        <Checkbox
          className={styles.upload}
          label="Delete the uploaded file too"
          description={aboutUpload(others)}
          checked={withUpload}
          onChange={({ currentTarget }) => {
            setChosen(currentTarget.checked);
          }}
        />
      )}
      {others === undefined && !uses.isPending && <p>The uploaded file stays on the server.</p>}
      <DeleteChoices
        busy={remove.isPending || uses.isPending}
        error={remove.error}
        onKeep={onKeep}
        onDelete={() => {
          remove.mutate({ prediction, withUpload });
        }}
      />
    </>
  );
}

function aboutUpload(others: number): string {
  return others === 0
    ? "Otherwise it stays on the server."
    : `That deletes ${counted(others, "other prediction")} made from it as well. Otherwise it stays on the server.`;
}
