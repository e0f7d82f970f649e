import { Button, type ButtonProps } from "@mantine/core";

import styles from "@/shared/ui/delete-button.module.css";

interface DeleteButtonProps extends Pick<ButtonProps, "size"> {
  /// What it deletes, where that is not plain from where it stands.
  label?: string;
  onClick(): void;
}

/// Asks for something to be deleted; a dialog has to confirm it.
export function DeleteButton({ size, label, onClick }: DeleteButtonProps) {
  return (
    <Button
      size={size}
      variant="subtle"
      color="rust"
      className={styles.delete}
      aria-label={label}
      onClick={onClick}
    >
      Delete
    </Button>
  );
}
