import { UploadList } from "@/features/uploads/upload-list";
import { LinkButton } from "@/shared/ui/link-button";
import { PageHeading } from "@/shared/ui/page-heading";

export function UploadsRoute() {
  return (
    <>
      <PageHeading
        title="Files on the server"
        about="What was uploaded, and is kept until it is deleted."
        actions={<LinkButton to="/upload">Upload a file</LinkButton>}
      />
      <UploadList />
    </>
  );
}
