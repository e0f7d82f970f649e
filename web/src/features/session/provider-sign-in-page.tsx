import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";

import styles from "@/features/session/sign-in-page.module.css";
import { asProblem, type Problem } from "@/shared/api/problem";
import { currentSession } from "@/shared/session/current-session";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Wordmark } from "@/shared/ui/wordmark";

interface ProviderSignInPageProps {
  /// Whose accounts let people in: "Clerk", "id.example.com".
  provider: string;
  /// The path that was wanted.
  returnTo: string;
  /// Why the last try failed.
  problem: Problem | null;
}

/// Where one lands without a session: one button that leads to the provider.
export function ProviderSignInPage({ provider, returnTo, problem }: ProviderSignInPageProps) {
  const leaving = useMutation({ mutationFn: () => currentSession().signIn(returnTo) });
  const shown = leaving.isError ? asProblem(leaving.error) : problem;
  return (
    <main className={styles.page}>
      <title>Sign in · RetainWise</title>
      <div className={styles.card}>
        <Wordmark />
        <h1>Sign in</h1>
        {shown ? (
          <ProblemNotice problem={shown} />
        ) : (
          <p>
            Your account is kept by <strong>{provider}</strong>. You come back here once it knows
            you.
          </p>
        )}
        <Button
          loading={leaving.isPending}
          onClick={() => {
            leaving.mutate();
          }}
        >
          Sign in with {provider}
        </Button>
      </div>
    </main>
  );
}
