import { Button } from "@mantine/core";

import { lastPage, pageSize } from "@/features/customers/customers-view";
import styles from "@/features/customers/pages.module.css";
import { count } from "@/shared/format/numbers";

interface PagesProps {
  page: number;
  /// All customers that match.
  all: number;
  onPage(page: number): void;
}

/// "51–100 of 5,174" with the ways back and on.
export function Pages({ page, all, onPage }: PagesProps) {
  const last = lastPage(all);
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(page * pageSize, all);
  const step = (name: string, target: number, label: string) => (
    <Button
      size="compact-md"
      variant="default"
      aria-label={label}
      disabled={target < 1 || target > last || target === page}
      onClick={() => {
        onPage(target);
      }}
    >
      {name}
    </Button>
  );
  return (
    <nav aria-label="Pages of customers" className={styles.pages}>
      <span className={styles.range}>
        {count(from)}–{count(to)} of {count(all)}
      </span>
      {step("First", 1, "First page")}
      {step("Previous", page - 1, "Previous page")}
      {step("Next", page + 1, "Next page")}
      {step("Last", last, "Last page")}
    </nav>
  );
}
