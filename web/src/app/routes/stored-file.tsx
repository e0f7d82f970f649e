import { useParams } from "react-router";

import { NoFileYet, RunAgain } from "@/app/run-again";
import { useUpload } from "@/features/uploads/get-uploads";
import { bytes } from "@/shared/format/numbers";
import { moment } from "@/shared/format/time";
import { LinkButton } from "@/shared/ui/link-button";

/// One kept file, to be run again.
export function StoredFileRoute() {
  const { id = "" } = useParams();
  const { data: upload, error } = useUpload(id);
  if (!upload) return <NoFileYet error={error} />;
  return (
    <RunAgain
      uploadId={upload.id}
      filename={upload.filename}
      about={`#${String(upload.id)} · ${bytes(upload.file_size)} · uploaded ${moment(upload.created_at)}`}
      actions={
        <LinkButton to="/uploads" variant="default">
          All files
        </LinkButton>
      }
    />
  );
}
