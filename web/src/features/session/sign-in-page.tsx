import { Button } from "@mantine/core";

import styles from "@/features/session/sign-in-page.module.css";
import { Wordmark } from "@/shared/ui/wordmark";

interface SignInPageProps {
  /// A link was tried and the server did not take it.
  refused: boolean;
  /// The path that was wanted.
  returnTo: string;
}

/// Where one lands without a session: says how to get one.
export function SignInPage({ refused, returnTo }: SignInPageProps) {
  return (
    <main className={styles.page}>
      <title>Sign in · RetainWise</title>
      <div className={styles.card}>
        <Wordmark />
        <h1>{refused ? "That sign-in link no longer works" : "Open your sign-in link"}</h1>
        <p>
          {refused
            ? "A link works once, and for ten minutes. Get a new one:"
            : "There is no password. You sign in with a link that works once, for ten minutes:"}
        </p>
        <ol className={styles.steps}>
          <li>Go to the window in which RetainWise was started.</li>
          <li>
            Find the line with an address that looks like
            <code className={styles.sample}>{window.location.origin}/#link=…</code>
          </li>
          <li>
            Open that address in this browser. If it is older than ten minutes, or spent,{" "}
            <code>retainwise user link</code> prints another.
          </li>
        </ol>
        <Button component="a" href={returnTo} variant="default">
          I have opened it. Try again
        </Button>
      </div>
    </main>
  );
}
