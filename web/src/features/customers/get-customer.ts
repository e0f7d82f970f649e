import { queryOptions, useQuery } from "@tanstack/react-query";

import type { CustomerInFull } from "@/features/customers/customer";
import { requestJson } from "@/shared/api/request-json";

async function getCustomer(
  predictionId: string,
  row: string,
  signal: AbortSignal,
): Promise<CustomerInFull> {
  const path = `/api/predictions/${encodeURIComponent(predictionId)}/customers/${encodeURIComponent(row)}`;
  return (await requestJson<{ customer: CustomerInFull }>(path, { signal })).customer;
}

export function customerQuery(predictionId: string, row: string) {
  return queryOptions({
    queryKey: ["customer", predictionId, row],
    queryFn: ({ signal }) => getCustomer(predictionId, row, signal),
  });
}

export function useCustomer(predictionId: string, row: string) {
  return useQuery(customerQuery(predictionId, row));
}
