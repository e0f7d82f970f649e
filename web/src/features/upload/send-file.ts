import { useMutation, useQueryClient } from "@tanstack/react-query";

import { ProblemError, readProblem, unreachable } from "@/shared/api/problem";

export interface Uploaded {
  prediction_id: string;
}

export interface Sending {
  file: File;
  /// Of the run, as docs/formats/options.md has them.
  options: Record<string, unknown>;
  /// Aborted: the sending ends, and nothing stays on the server.
  signal: AbortSignal;
  onSent(bytes: number): void;
}

/// POST /api/csv. By XMLHttpRequest: fetch does not tell how much of a body was sent.
export function sendFile({ file, options, signal, onSent }: Sending): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/csv");
    request.setRequestHeader("accept", "application/json");
    request.upload.onprogress = ({ loaded }) => {
      onSent(Math.min(loaded, file.size));
    };
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Uploaded);
      else reject(new ProblemError(readProblem(request.status, request.responseText)));
    };
    request.onerror = () => {
      reject(new ProblemError(unreachable));
    };
    request.onabort = () => {
      reject(new DOMException("cancelled", "AbortError"));
    };
    signal.addEventListener(
      "abort",
      () => {
        request.abort();
      },
      { once: true },
    );
    const form = new FormData();
    form.set("options", JSON.stringify(options));
    form.set("file", file);
    request.send(form);
  });
}

export function useSendFile(onUploaded: (uploaded: Uploaded) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: sendFile,
    onSuccess: async (uploaded) => {
      onUploaded(uploaded);
      await queries.invalidateQueries({ queryKey: ["predictions"] });
    },
  });
}
