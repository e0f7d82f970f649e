import type { ReactNode } from "react";

import styles from "@/shared/ui/notice.module.css";

interface NoticeProps {
  tone: "plain" | "wary" | "bad";
  title: ReactNode;
  role?: "alert" | "status";
  /// One line: the body beside the title.
  inline?: boolean;
  children?: ReactNode;
}

/// Something said apart from the rest.
export function Notice({ tone, title, role, inline, children }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} data-inline={inline || undefined} role={role}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.body}>{children}</div>}
    </div>
  );
}
