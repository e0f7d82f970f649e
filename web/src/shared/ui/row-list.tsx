import { Button } from "@mantine/core";
import type { ReactNode } from "react";

import { asProblem } from "@/shared/api/problem";
import { Loading } from "@/shared/ui/loading";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import styles from "@/shared/ui/row-list.module.css";

interface RowListProps<Item> {
  /// A query that comes in pages.
  list: {
    isPending: boolean;
    error: Error | null;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage(): Promise<unknown>;
  };
  items: Item[];
  /// As in "Loading your models…".
  what: string;
  /// Shown where there is no item.
  none: ReactNode;
  /// One <Row>.
  row(item: Item): ReactNode;
}

/// Things newest first, a row each, with older ones on demand.
export function RowList<Item>({ list, items, what, none, row }: RowListProps<Item>) {
  if (list.isPending) return <Loading what={what} />;
  if (list.error && items.length === 0) return <ProblemNotice problem={asProblem(list.error)} />;
  if (items.length === 0) return <div className={styles.none}>{none}</div>;
  return (
    <>
      <ul className={styles.list}>{items.map(row)}</ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show older ones
        </Button>
      )}
    </>
  );
}
