import { Button } from "@mantine/core";

import { asProblem } from "@/shared/api/problem";
import { DialogChoices } from "@/shared/ui/dialog";
import { ProblemNotice } from "@/shared/ui/problem-notice";

interface DeleteChoicesProps {
  /// Deletes, or does not know yet what goes with it.
  busy: boolean;
  /// Why it could not be deleted.
  error: Error | null;
  onKeep(): void;
  onDelete(): void;
}

/// The end of a dialog that asks before something is deleted.
export function DeleteChoices({ busy, error, onKeep, onDelete }: DeleteChoicesProps) {
  return (
    <>
      {error && <ProblemNotice problem={asProblem(error)} />}
      <DialogChoices>
        <Button variant="default" onClick={onKeep} data-autofocus>
          Keep it
        </Button>
        <Button color="rust" loading={busy} onClick={onDelete}>
          Delete
        </Button>
      </DialogChoices>
    </>
  );
}
