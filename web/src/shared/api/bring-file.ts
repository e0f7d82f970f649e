import { ProblemError, readProblem } from "@/shared/api/problem";
import { requestJson } from "@/shared/api/request-json";
import { authorizedFetch } from "@/shared/session/authorized-fetch";

/// Lets the browser download a file of any size: by a link that works for five minutes without a
/// token, where the server gives one for `path`.
export async function followLink(path: string): Promise<void> {
  const { download_url: link } = await requestJson<{ download_url: string }>(path);
  window.location.assign(link);
}

/// The same for a small file that there is no such link for.
export async function saveFile(path: string): Promise<void> {
  const answer = await authorizedFetch(path);
  if (!answer.ok) throw new ProblemError(readProblem(answer.status, await answer.text()));
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = nameIn(answer.headers.get("content-disposition") ?? "");
  link.click();
  URL.revokeObjectURL(url);
}

/// RFC 6266; ours also say it in plain ASCII.
function nameIn(disposition: string): string {
  return /filename="([^"]+)"/.exec(disposition)?.[1] ?? "";
}
