import { useMutation, useQueryClient } from "@tanstack/react-query";

import { ProblemError, readProblem, unreachable } from "@/shared/api/problem";
import { currentSession } from "@/shared/session/current-session";

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

interface Answer {
  status: number;
  text: string;
}

/// POST /api/csv, and once more where the session had to be renewed for it.
export async function sendFile(sending: Sending): Promise<Uploaded> {
  const session = currentSession();
  const token = await session.token();
  let answer = await send(sending, token);
  if (answer.status === 401) {
    const newer = await session.renewed(token);
    if (newer !== null) answer = await send(sending, newer);
  }
  if (answer.status !== 201) throw new ProblemError(readProblem(answer.status, answer.text));
  return JSON.parse(answer.text) as Uploaded;
}

/// By XMLHttpRequest: fetch does not tell how much of a body was sent.
function send({ file, options, signal, onSent }: Sending, token: string | null): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open("POST", "/api/csv");
    request.setRequestHeader("accept", "application/json");
    if (token !== null) request.setRequestHeader("authorization", `Bearer ${token}`);
    request.upload.onprogress = ({ loaded }) => {
      onSent(Math.min(loaded, file.size));
    };
    request.onload = () => {
      resolve({ status: request.status, text: request.responseText });
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
