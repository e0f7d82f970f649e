import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

export const pageSize = 50;
/// Beyond any file that is taken; the server refuses an offset of ten digits.
const farthestPage = 1_000_000;

export const states = ["keepable", "active", "unknown", "left", "all"] as const;
export const risks = ["all", "high", "medium", "low"] as const;
export const sorts = ["rank", "-rank", "probability", "-probability", "row", "id"] as const;

/// Which customers are shown, in which order: all of it stands in the address.
export interface CustomersView {
  state: (typeof states)[number];
  risk: (typeof risks)[number];
  sort: (typeof sorts)[number];
  q: string;
  page: number;
}

export const firstView: CustomersView = {
  state: "keepable",
  risk: "all",
  sort: "rank",
  q: "",
  page: 1,
};

function oneOf<T extends string>(allowed: readonly T[], text: string | null, otherwise: T): T {
  return allowed.find((value) => value === text) ?? otherwise;
}

/// An address that makes no sense is read as the first view.
export function readView(query: URLSearchParams): CustomersView {
  const page = Number(query.get("page"));
  return {
    state: oneOf(states, query.get("state"), firstView.state),
    risk: oneOf(risks, query.get("risk"), firstView.risk),
    sort: oneOf(sorts, query.get("sort"), firstView.sort),
    q: query.get("q") ?? "",
    page: Number.isSafeInteger(page) && page > 0 ? Math.min(page, farthestPage) : 1,
  };
}

/// Only what differs from the first view, so that addresses stay short.
export function writeView(view: CustomersView): URLSearchParams {
  const differs = Object.entries(view).filter(
    ([key, value]) => value !== firstView[key as keyof CustomersView],
  );
  return new URLSearchParams(differs.map(([key, value]) => [key, String(value)]));
}

export function lastPage(all: number): number {
  return Math.max(1, Math.ceil(all / pageSize));
}

/// The view of the address, and a change of it; any change but of the page starts at page 1. Turning
/// pages is a way that the browser's Back goes, trying filters is not.
export function useCustomersView() {
  const [query, setQuery] = useSearchParams();
  const view = useMemo(() => readView(query), [query]);
  const change = useCallback(
    (changes: Partial<CustomersView>, { replace = changes.page === undefined } = {}) => {
      setQuery((now) => writeView({ ...readView(now), page: 1, ...changes }), {
        replace,
        preventScrollReset: true,
      });
    },
    [setQuery],
  );
  return { view, change };
}
