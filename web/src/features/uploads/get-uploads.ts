import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";

import type { Upload, UploadPage } from "@/features/uploads/upload";
import { requestJson } from "@/shared/api/request-json";

export const uploadsQuery = infiniteQueryOptions({
  queryKey: ["uploads"],
  queryFn: ({ pageParam, signal }) => {
    const query = new URLSearchParams({ limit: "50" });
    if (pageParam) query.set("cursor", pageParam);
    return requestJson<UploadPage>(`/api/uploads?${query.toString()}`, { signal });
  },
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
});

export function useUploads() {
  return useInfiniteQuery(uploadsQuery);
}

export function useUpload(id: string) {
  return useQuery(
    queryOptions({
      queryKey: ["upload", id],
      queryFn: async ({ signal }) =>
        (await requestJson<{ upload: Upload }>(`/api/uploads/${id}`, { signal })).upload,
    }),
  );
}
