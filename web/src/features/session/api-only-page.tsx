import styles from "@/features/session/sign-in-page.module.css";
import { Wordmark } from "@/shared/ui/wordmark";

interface ApiOnlyPageProps {
  provider: string;
}

/// Where callers come with an identity provider's tokens: this page cannot get one yet.
export function ApiOnlyPage({ provider }: ApiOnlyPageProps) {
  return (
    <main className={styles.page}>
      <title>API only · RetainWise</title>
      <div className={styles.card}>
        <Wordmark />
        <h1>This server is used through its API</h1>
        <p>
          It knows its callers by the tokens of {provider}, and this page cannot sign in there yet.
          Send requests with the header
          <code className={styles.sample}>Authorization: Bearer TOKEN</code>
        </p>
        <p>
          The API is described at <a href="/api/openapi.json">/api/openapi.json</a>.
        </p>
      </div>
    </main>
  );
}
