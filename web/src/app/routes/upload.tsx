import { useNavigate } from "react-router";

import { UploadForm } from "@/features/upload/upload-form";
import { PageHeading } from "@/shared/ui/page-heading";

export function UploadRoute() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeading
        title="Upload customers"
        about="A file with one line for each customer and a column that says who has left. The columns are worked out from the file; you see how on the next page."
      />
      <UploadForm onUploaded={({ prediction_id: id }) => void navigate(`/predictions/${id}`)} />
    </>
  );
}
