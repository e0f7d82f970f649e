import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";

import styles from "@/features/models/model-dialogs.module.css";
import { useRemoveModel } from "@/features/models/remove-model";
import { titleOf, type ModelItem } from "@/shared/api/model";
import { asProblem } from "@/shared/api/problem";
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
      <Button variant="subtle" color="rust" className={styles.remove} onClick={open}>
        Delete
      </Button>
      <Modal
        opened={asked}
        onClose={close}
        title={<span className={styles.title}>Delete this model?</span>}
        centered
        // Its lock would be a style element without the nonce that the content policy asks for.
        lockScroll={false}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <p>
          <b className={styles.name}>{titleOf(model)}</b> is removed from the server, for everybody:
          nothing can be scored with it any more. Predictions that it made stay. This cannot be
          undone.
        </p>
        {remove.error && <ProblemNotice problem={asProblem(remove.error)} />}
        <div className={styles.choices}>
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
        </div>
      </Modal>
    </>
  );
}
