import { ProblemError, readProblem, unreachable } from "@/shared/api/problem";
import { authorizedFetch } from "@/shared/session/authorized-fetch";

interface RequestOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  json?: unknown;
  form?: FormData;
  signal?: AbortSignal;
}

/// One request to the server this page came from, with what the session lets it carry.
/// Throws ProblemError; an empty answer is `undefined`.
export async function requestJson<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const answer = await send(path, options);
  const body = await answer.text();
  if (!answer.ok) throw new ProblemError(readProblem(answer.status, body));
  return (body === "" ? undefined : JSON.parse(body)) as T;
}

async function send(path: string, { method = "GET", json, form, signal }: RequestOptions) {
  const headers: Record<string, string> = { accept: "application/json" };
  const init: RequestInit = { method, signal: signal ?? null };
  if (form) init.body = form;
  if (json !== undefined) {
    init.body = JSON.stringify(json);
    headers["content-type"] = "application/json";
  }
  try {
    return await authorizedFetch(path, { ...init, headers });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ProblemError(unreachable);
  }
}
