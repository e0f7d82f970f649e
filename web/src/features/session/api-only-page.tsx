import styles from "@/features/session/sign-in-page.module.css";
import { Wordmark } from "@/shared/ui/wordmark";

interface ApiOnlyPageProps {
  provider: string;
  /// What would let people sign in here.
  setting: string;
}

/// Where callers come with an identity provider's tokens, and nobody said how this page gets one.
export function ApiOnlyPage({ provider, setting }: ApiOnlyPageProps) {
  return (
    <main className={styles.page}>
      <title>API only · RetainWise</title>
      <div className={styles.card}>
        <Wordmark />
        <h1>This server is used through its API</h1>
        <p>
          It knows its callers by the tokens of {provider}. Whoever runs it can set{" "}
          <code>{setting}</code> so that people sign in on this page. Until then send requests with
          the header
          <code className={styles.sample}>Authorization: Bearer TOKEN</code>
        </p>
        <p>
          The API is described at <a href="/api/openapi.json">/api/openapi.json</a>.
        </p>
      </div>
    </main>
  );
}
