import { ProblemError, readProblem, unreachable } from "@/shared/api/problem";

interface RequestOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  json?: unknown;
  form?: FormData;
  signal?: AbortSignal;
}

/// One request to the server this page came from; its session cookie goes along by itself.
/// Throws ProblemError; an empty answer is `undefined`.
export async function requestJson<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const answer = await send(path, options);
  const body = await answer.text();
  if (!answer.ok) throw new ProblemError(readProblem(answer.status, body));
  return (body === "" ? undefined : JSON.parse(body)) as T;
}

async function send(path: string, { method = "GET", json, form, signal }: RequestOptions) {
  const init: RequestInit = {
    method,
    signal: signal ?? null,
    headers: { accept: "application/json" },
  };
  if (form) init.body = form;
  if (json !== undefined) {
    init.body = JSON.stringify(json);
    init.headers = { accept: "application/json", "content-type": "application/json" };
  }
  try {
    return await fetch(path, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ProblemError(unreachable);
  }
}
