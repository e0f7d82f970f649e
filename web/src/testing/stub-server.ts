import { vi } from "vitest";

type Answer = (request: { method: string; path: string; body: unknown }) => unknown;

/// JSON as it was sent; a form with its texts, and of its files the size.
function bodyOf(body: RequestInit["body"]): unknown {
  if (typeof body === "string") return JSON.parse(body) as unknown;
  if (!(body instanceof FormData)) return undefined;
  return Object.fromEntries(
    [...body.entries()].map(([name, value]) => [
      name,
      typeof value === "string" ? value : value.size,
    ]),
  );
}

/// Answers the page's requests by "METHOD /path" (without the query) and records them.
export function stubServer(answers: Record<string, Answer>) {
  const requests: { method: string; path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", (target: string, init: RequestInit = {}) => {
    const request = {
      method: init.method ?? "GET",
      path: target,
      body: bodyOf(init.body),
    };
    requests.push(request);
    const answer = answers[`${request.method} ${target.split("?")[0] ?? ""}`];
    const made = answer?.(request);
    if (made instanceof Response) return Promise.resolve(made);
    if (made === undefined)
      return Promise.resolve(new Response('{"title":"Not found"}', { status: 404 }));
    return Promise.resolve(Response.json(made));
  });
  return requests;
}
