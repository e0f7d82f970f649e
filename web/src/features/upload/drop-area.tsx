import { Button } from "@mantine/core";
import { useRef, useState, type DragEvent } from "react";

import styles from "@/features/upload/drop-area.module.css";
import { bytes } from "@/shared/format/numbers";

interface DropAreaProps {
  /// The largest file the server takes, in bytes, as soon as it is known.
  limit: number | undefined;
  onFile(file: File): void;
}

const accepted =
  ".csv,.tsv,.txt,.gz,.xlsx,text/csv,text/tab-separated-values,application/gzip," +
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function DropArea({ limit, onFile }: DropAreaProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
    if (input.current) input.current.value = "";
  };
  const hover = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <div
      className={styles.area}
      data-over={over || undefined}
      onDragOver={(event) => {
        hover(event, true);
      }}
      onDragLeave={(event) => {
        hover(event, event.currentTarget.contains(event.relatedTarget as Node | null));
      }}
      onDrop={(event) => {
        hover(event, false);
        take(event.dataTransfer.files);
      }}
    >
      <svg viewBox="0 0 48 48" width="44" height="44" aria-hidden="true" className={styles.picture}>
        <path d="M12 6h17l8 8v28H12z M29 6v8h8" />
        <path d="M24.5 34V21m-5.5 5 5.5-5.5L30 26" className={styles.arrow} />
      </svg>
      <p className={styles.call}>Drop a customer file here</p>
      <p className={styles.or}>or</p>
      <Button onClick={() => input.current?.click()}>Choose a file</Button>
      <input
        ref={input}
        type="file"
        accept={accepted}
        className={styles.input}
        tabIndex={-1}
        aria-label="Customer file"
        onChange={(event) => {
          take(event.target.files);
        }}
      />
      <p className={styles.limit}>
        CSV, TSV or XLSX, one line for each customer
        {limit === undefined ? "" : `, up to ${bytes(limit)}`}
      </p>
    </div>
  );
}
