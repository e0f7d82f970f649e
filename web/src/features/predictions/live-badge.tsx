import styles from "@/features/predictions/live-badge.module.css";
import { useLive, type LiveState } from "@/shared/live/live-context";

const words: Record<LiveState, string> = {
  connecting: "Connecting…",
  live: "Live",
  reconnecting: "Reconnecting… asking every 5 s meanwhile",
};

/// Whether what is shown follows the server by events or by asking.
export function LiveBadge() {
  const state = useLive();
  return (
    <span className={styles.badge} data-state={state} role="status">
      {words[state]}
    </span>
  );
}
