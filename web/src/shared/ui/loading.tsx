import { Skeleton } from "@mantine/core";

import styles from "@/shared/ui/loading.module.css";

/// What is being waited for, in words, over the shape of what will come.
export function Loading({ what, lines = 4 }: { what: string; lines?: number }) {
  return (
    <div role="status" className={styles.loading}>
      <p>Loading {what}…</p>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={18} width={`${String(94 - ((index * 17) % 40))}%`} />
      ))}
    </div>
  );
}
