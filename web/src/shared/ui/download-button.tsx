import type { ButtonProps } from "@mantine/core";

import { followLink } from "@/shared/api/bring-file";
import { FileButton } from "@/shared/ui/file-button";

interface DownloadButtonProps extends ButtonProps {
  predictionId: string;
}

/// The result file: the upload's rows and columns with ours after them.
export function DownloadButton({ predictionId, ...rest }: DownloadButtonProps) {
  return (
    <FileButton
      href={`/api/predictions/${encodeURIComponent(predictionId)}/download`}
      bring={followLink}
      {...rest}
    >
      Download results
    </FileButton>
  );
}
