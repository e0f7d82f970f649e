/// One finding about a file, as the API says it.
export interface FileIssue {
  code: string;
  message: string;
  row?: number | null;
  column?: string | null;
  text?: string | null;
  hint?: string | null;
}

/// RFC 9457 problem details.
export interface Problem {
  title: string;
  status: number;
  code?: string;
  detail?: string;
  hint?: string;
  request_id?: string;
  errors?: FileIssue[];
}

/// What every request of the page throws.
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/// status 0: the server was not reached.
export const unreachable: Problem = {
  title: "RetainWise does not answer.",
  status: 0,
  hint: "Check that it is still running, then try again.",
};

/// The problem in a body, or one made from the status where the body holds none.
export function readProblem(status: number, body: string): Problem {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === "object" && parsed !== null && "title" in parsed) {
      return { ...(parsed as Problem), status };
    }
  } catch {
    // Not JSON: a proxy between page and server answered.
  }
  return { title: `The server answered ${String(status)}`, status };
}

/// What browsers say where a further part of the page cannot be loaded.
const notLoaded = /preload CSS|dynamically imported module|module script failed/i;

/// Any thrown thing as a problem that can be shown.
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof Error && notLoaded.test(error.message)) return unreachable;
  return { title: `This page failed: ${String(error)}`, status: 0 };
}
