import { useQueryClient, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";

import type { Prediction, PredictionItem, PredictionList } from "@/shared/api/prediction";
import { follow } from "@/shared/live/follow";
import { LiveContext, type LiveState } from "@/shared/live/live-context";

interface LiveProviderProps {
  onDenied(): void;
  children: ReactNode;
}

/// Keeps what the page knows of predictions up to date while it is shown.
export function LiveProvider({ onDenied, children }: LiveProviderProps) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  useEffect(() => {
    const stop = new AbortController();
    const onState = (next: LiveState) => {
      setState(next);
      // What changed while nobody listened is asked for once.
      if (next === "live") refreshAll(queries);
    };
    const onEvent = ({ data }: { data: string }) => {
      takeIn(queries, data);
    };
    void follow("/api/predictions/events", { onState, onEvent, onDenied }, stop.signal);
    return () => {
      stop.abort();
    };
  }, [queries, onDenied]);
  return <LiveContext value={state}>{children}</LiveContext>;
}

function refreshAll(queries: QueryClient) {
  askAnew(queries, ["predictions"]);
  askAnew(queries, ["prediction"]);
}

/// Asks again for what is shown. An answer that is still on its way may be older than what brought
/// us here: also the first one, which invalidating alone would wait for and believe.
function askAnew(queries: QueryClient, queryKey: string[]) {
  void queries.cancelQueries({ queryKey });
  void queries.invalidateQueries({ queryKey });
}

/// One event into the caches: the item where it is listed, the lists anew where it is not.
export function takeIn(queries: QueryClient, data: string) {
  const item = readItem(data);
  if (!item?.status) {
    // A deleted one comes as its id alone.
    if (item) queries.removeQueries({ queryKey: ["prediction", item.id], type: "inactive" });
    askAnew(queries, ["predictions"]);
    return;
  }
  const key = ["prediction", item.id];
  const before = queries.getQueryData<Prediction>(key);
  if (before) queries.setQueryData(key, { ...before, ...item });
  if (before?.status !== item.status) askAnew(queries, key);
  let listed = false;
  queries.setQueriesData<InfiniteData<PredictionList>>({ queryKey: ["predictions"] }, (lists) => {
    if (!lists) return lists;
    const pages = lists.pages.map((page) => ({
      ...page,
      predictions: page.predictions.map((old) => {
        if (old.id !== item.id) return old;
        listed ||= old.status === item.status;
        return { ...old, ...item };
      }),
    }));
    return { ...lists, pages };
  });
  // A new prediction, or one that another list (by status) may now hold.
  if (!listed) askAnew(queries, ["predictions"]);
}

function readItem(data: string): PredictionItem | null {
  try {
    return JSON.parse(data) as PredictionItem;
  } catch {
    return null;
  }
}
