import { useMutation } from "@tanstack/react-query";

import { requestJson } from "@/shared/api/request-json";

export function useEndSession() {
  return useMutation({
    mutationFn: () => requestJson("/api/session", { method: "DELETE" }),
    onSuccess: () => {
      // A whole new page: nothing of the tenant's stays in memory.
      window.location.assign("/sign-in");
    },
  });
}
