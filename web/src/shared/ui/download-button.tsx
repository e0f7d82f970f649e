import { Button, type ButtonProps } from "@mantine/core";

interface DownloadButtonProps extends ButtonProps {
  predictionId: string;
}

/// The result file: the upload's rows and columns with ours after them.
export function DownloadButton({ predictionId, ...rest }: DownloadButtonProps) {
  return (
    <Button
      component="a"
      href={`/api/predictions/${encodeURIComponent(predictionId)}/download`}
      download
      {...rest}
    >
      Download results
    </Button>
  );
}
