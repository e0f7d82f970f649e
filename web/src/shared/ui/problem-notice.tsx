import type { FileIssue, Problem } from "@/shared/api/problem";
import { hintWords } from "@/shared/format/hint-words";
import { count } from "@/shared/format/numbers";
import { Notice } from "@/shared/ui/notice";
import styles from "@/shared/ui/problem-notice.module.css";

/// What went wrong, where, and what to do: a problem of the API as a person reads it.
export function ProblemNotice({ problem }: { problem: Problem }) {
  const { title, detail, status, hint } = problem;
  // The API's titles are those of HTTP; what happened stands in the detail.
  const said = detail ?? title;
  const issues = (problem.errors ?? []).map((issue) =>
    issue.message === said ? { ...issue, message: "" } : issue,
  );
  const hinted = issues.some((issue) => issue.hint === hint);
  return (
    <Notice tone="bad" role="alert" title={said}>
      <Issues issues={issues} />
      {hint && !hinted && <p>{hintWords(hint)}</p>}
      {problem.request_id && (
        <p className={styles.request}>
          {title} ({status}) · request <code>{problem.request_id}</code>
        </p>
      )}
    </Notice>
  );
}

/// Findings about a file: what, where, how to mend.
export function Issues({ issues }: { issues: FileIssue[] }) {
  if (issues.length === 0) return null;
  return (
    <ul className={styles.issues}>
      {issues.map((issue, index) => (
        <li key={index}>
          <span className={styles.where}>{place(issue)}</span>
          {issue.message && <span>{issue.message}</span>}
          {issue.text && <code className={styles.text}>{issue.text}</code>}
          {issue.hint && <span className={styles.hint}>{hintWords(issue.hint)}</span>}
        </li>
      ))}
    </ul>
  );
}

function place({ row, column }: FileIssue): string {
  return [row != null && `Line ${count(row)}`, column && `Column “${column}”`]
    .filter(Boolean)
    .join(", ");
}
