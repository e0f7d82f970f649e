import { ProblemError, readProblem, unreachable } from "@/shared/api/problem";
import { authorizedFetch } from "@/shared/session/authorized-fetch";

/// A sample's bytes as a file, to be uploaded like anybody's own.
export async function getSample(name: string): Promise<File> {
  const answer = await authorizedFetch(`/api/samples/${encodeURIComponent(name)}`).catch(() => {
    throw new ProblemError(unreachable);
  });
  if (!answer.ok) throw new ProblemError(readProblem(answer.status, await answer.text()));
  return new File([await answer.blob()], name, { type: "text/csv" });
}
