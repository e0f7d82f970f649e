import { useQuery } from "@tanstack/react-query";

import { requestJson } from "@/shared/api/request-json";

/// How many predictions were made from an upload.
async function getUploadUses(uploadId: number, signal: AbortSignal): Promise<number> {
  const path = `/api/uploads/${String(uploadId)}`;
  return (await requestJson<{ predictions: number }>(path, { signal })).predictions;
}

/// Asked for anew each time: others may have run the file meanwhile.
export function useUploadUses(uploadId: number) {
  return useQuery({
    queryKey: ["upload-uses", uploadId],
    queryFn: ({ signal }) => getUploadUses(uploadId, signal),
    gcTime: 0,
  });
}
