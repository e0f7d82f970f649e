import { Modal } from "@mantine/core";
import type { ReactNode } from "react";

import styles from "@/shared/ui/dialog.module.css";

interface DialogProps {
  opened: boolean;
  onClose(): void;
  title: string;
  children: ReactNode;
}

export function Dialog({ opened, onClose, title, children }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<span className={styles.title}>{title}</span>}
      classNames={{ body: styles.body }}
      centered
      // Its lock would be a style element without the nonce that the content policy asks for.
      lockScroll={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {children}
    </Modal>
  );
}

/// The buttons at a dialog's foot.
export function DialogChoices({ children }: { children: ReactNode }) {
  return <div className={styles.choices}>{children}</div>;
}
