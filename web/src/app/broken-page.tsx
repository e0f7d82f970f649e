import { Button } from "@mantine/core";
import { useRouteError } from "react-router";

import styles from "@/app/broken-page.module.css";
import { asProblem } from "@/shared/api/problem";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Wordmark } from "@/shared/ui/wordmark";

/// Shown instead of a page that could not be: the server was not reached, or the page itself failed.
export function BrokenPage() {
  return (
    <main className={styles.page}>
      <Wordmark />
      <BrokenPart />
    </main>
  );
}

/// The same where the navigation still stands.
export function BrokenPart() {
  const problem = asProblem(useRouteError());
  return (
    <div className={styles.part}>
      <title>RetainWise</title>
      <h1>This page could not be shown</h1>
      <ProblemNotice problem={problem} />
      <Button
        onClick={() => {
          window.location.reload();
        }}
      >
        Try again
      </Button>
    </div>
  );
}
