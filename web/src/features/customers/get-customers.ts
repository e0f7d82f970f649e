import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";

import type { Customer } from "@/features/customers/customer";
import { pageSize, type CustomersView } from "@/features/customers/customers-view";
import { requestJson } from "@/shared/api/request-json";

interface CustomersPage {
  customers: Customer[];
  /// All that match.
  count: number;
}

function getCustomers(
  predictionId: string,
  view: CustomersView,
  signal: AbortSignal,
): Promise<CustomersPage> {
  const query = new URLSearchParams({
    sort: view.sort,
    offset: String((view.page - 1) * pageSize),
    limit: String(pageSize),
  });
  if (view.risk !== "all") query.set("risk", view.risk);
  if (view.state !== "all") query.set("state", view.state);
  if (view.q !== "") query.set("q", view.q);
  const path = `/api/predictions/${encodeURIComponent(predictionId)}/customers?${query.toString()}`;
  return requestJson<CustomersPage>(path, { signal });
}

export function customersQuery(predictionId: string, view: CustomersView) {
  return queryOptions({
    queryKey: ["customers", predictionId, view],
    queryFn: ({ signal }) => getCustomers(predictionId, view, signal),
    placeholderData: keepPreviousData,
  });
}

export function useCustomers(predictionId: string, view: CustomersView) {
  return useQuery(customersQuery(predictionId, view));
}
