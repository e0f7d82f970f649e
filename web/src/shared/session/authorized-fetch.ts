import { currentSession } from "@/shared/session/current-session";

interface AuthorizedRequest extends RequestInit {
  headers?: Record<string, string>;
}

/// fetch with what the session lets requests carry. Where the server does not take it, once more
/// with a renewed one.
export async function authorizedFetch(
  path: string,
  init: AuthorizedRequest = {},
): Promise<Response> {
  const session = currentSession();
  const token = await session.token();
  const answer = await fetch(path, carrying(init, token));
  if (answer.status !== 401) return answer;
  const newer = await session.renewed(token);
  return newer === null ? answer : fetch(path, carrying(init, newer));
}

function carrying(init: AuthorizedRequest, token: string | null): AuthorizedRequest {
  if (token === null) return init;
  return { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } };
}
