import { useId, type ReactNode } from "react";

import styles from "@/shared/ui/section.module.css";

interface SectionProps {
  title: string;
  /// One line of plain words below the title.
  about?: ReactNode;
  /// On the right of the title.
  aside?: ReactNode;
  children: ReactNode;
}

/// A titled card.
export function Section({ title, about, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {about && <p className={styles.about}>{about}</p>}
      <div className={styles.body}>{children}</div>
    </section>
  );
}
