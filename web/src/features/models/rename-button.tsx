import { Button, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";

import { useChangeModel } from "@/features/models/change-model";
import type { ModelItem } from "@/shared/api/model";
import { asProblem } from "@/shared/api/problem";
import { Dialog, DialogChoices } from "@/shared/ui/dialog";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// Gives a model another name.
export function RenameButton({ model }: { model: ModelItem }) {
  const [asked, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        Rename
      </Button>
      <Dialog opened={asked} onClose={close} title="Rename this model">
        <Name model={model} onDone={close} />
      </Dialog>
    </>
  );
}

function Name({ model, onDone }: { model: ModelItem; onDone(): void }) {
  const [name, setName] = useState(model.name);
  const change = useChangeModel(model.id);
  const save = () => {
    change.mutate({ name }, { onSuccess: onDone });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextInput
        label="Name"
        description="A later version of this model is called the same."
        value={name}
        maxLength={200}
        data-autofocus
        onChange={({ currentTarget }) => {
          setName(currentTarget.value);
        }}
      />
      {change.error && <ProblemNotice problem={asProblem(change.error)} />}
      <DialogChoices>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" loading={change.isPending} disabled={name.trim() === ""}>
          Save
        </Button>
      </DialogChoices>
    </form>
  );
}
