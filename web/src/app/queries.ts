import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";

import { ProblemError } from "@/shared/api/problem";

/// Tries again only what may come right by itself: no answer, or a server that is busy.
function retry(failures: number, error: Error): boolean {
  const status = error instanceof ProblemError ? error.problem.status : -1;
  return failures < 2 && (status === 0 || status === 429 || status >= 500);
}

export function createQueries(onDenied: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ProblemError && error.problem.status === 401) onDenied();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry, staleTime: 10_000 }, mutations: { retry: false } },
  });
}
