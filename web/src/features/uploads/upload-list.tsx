import { Link } from "react-router";

import { useUploads } from "@/features/uploads/get-uploads";
import { RemoveUploadButton } from "@/features/uploads/remove-upload-button";
import type { Upload } from "@/features/uploads/upload";
import styles from "@/features/uploads/upload-list.module.css";
import { bytes } from "@/shared/format/numbers";
import { ago, moment } from "@/shared/format/time";
import { useNow } from "@/shared/format/use-now";
import { LinkButton } from "@/shared/ui/link-button";
import { RowList } from "@/shared/ui/row-list";
import rows from "@/shared/ui/row-list.module.css";

/// Every file that is kept on the server, newest first.
export function UploadList() {
  const list = useUploads();
  const items = list.data?.pages.flatMap(({ uploads }) => uploads) ?? [];
  const now = useNow(30_000);
  return (
    <RowList
      list={list}
      items={items}
      what="your files"
      none={<NoUploads />}
      row={(item) => <UploadRow key={item.id} upload={item} now={now} />}
    />
  );
}

function NoUploads() {
  return (
    <>
      <h2>No files are kept</h2>
      <p>An uploaded file is kept so that it can be run again, until it is deleted here.</p>
      <LinkButton to="/upload">Upload a file</LinkButton>
    </>
  );
}

function UploadRow({ upload, now }: { upload: Upload; now: number }) {
  const { id, filename, created_at: created } = upload;
  return (
    <li className={styles.row}>
      <div className={rows.cell}>
        <Link to={`/uploads/${String(id)}`} className={rows.name}>
          {filename}
        </Link>
        <span className={rows.facts}>
          #{id} · {bytes(upload.file_size)} ·{" "}
          <time dateTime={created} title={moment(created)}>
            {ago(created, now)}
          </time>
        </span>
      </div>
      <div className={styles.actions}>
        <RemoveUploadButton upload={upload} />
      </div>
    </li>
  );
}
