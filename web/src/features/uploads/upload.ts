/// A stored file, as the API lists it.
export interface Upload {
  id: number;
  filename: string;
  file_size: number;
  created_at: string;
}

export interface UploadPage {
  uploads: Upload[];
  count: number;
  next_cursor: string | null;
}
