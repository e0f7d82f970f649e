import styles from "@/shared/ui/wordmark.module.css";

export function Wordmark() {
  return (
    <span className={styles.mark}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect width="32" height="32" rx="8" className={styles.ground} />
        <path d="M21.5 22.5A8.5 8.5 0 1 1 24 13.4" className={styles.ring} />
        <circle cx="25" cy="20" r="2.6" className={styles.leaver} />
      </svg>
      RetainWise
    </span>
  );
}
