import { UploadFlow } from "@/app/upload-flow";

export function UploadRoute() {
  return (
    <UploadFlow
      title="Upload customers"
      about="A file with one line for each customer and a column that says who has left. You see what it was understood to be before anything runs."
    />
  );
}
