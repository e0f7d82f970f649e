import type { ReactNode } from "react";

import styles from "@/shared/ui/page-heading.module.css";

interface PageHeadingProps {
  title: string;
  /// A line below the title.
  about?: ReactNode;
  /// Buttons on the right.
  actions?: ReactNode;
}

/// The one h1 of a page; also the document's title.
export function PageHeading({ title, about, actions }: PageHeadingProps) {
  return (
    <div className={styles.heading}>
      <title>{`${title} · RetainWise`}</title>
      <div className={styles.words}>
        <h1>{title}</h1>
        {about && <p className={styles.about}>{about}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
