import { keepPreviousData, useQuery } from "@tanstack/react-query";

import type { Choices } from "@/features/preview/choices";
import type { Preview } from "@/features/preview/preview";
import { ProblemError } from "@/shared/api/problem";
import { requestJson } from "@/shared/api/request-json";

/// A file that is still here, or an upload that the server has.
export type Source = { file: File } | { uploadId: number };

/// What the server looks at of a text, and of a workbook or compressed file.
const previewedText = 1 << 20;
const previewedContainer = 20 << 20;

/// A workbook is a ZIP (APPNOTE.TXT §4.3.7), the other gzip (RFC 1952 §2.3.1).
async function isContainer(file: File): Promise<boolean> {
  const first = [...new Uint8Array(await file.slice(0, 4).arrayBuffer())];
  const begins = (...bytes: number[]) => bytes.every((byte, index) => first[index] === byte);
  return begins(0x50, 0x4b, 0x03, 0x04) || begins(0x1f, 0x8b);
}

async function formOf(file: File, choices: Choices): Promise<FormData> {
  const container = await isContainer(file);
  if (container && file.size > previewedContainer) {
    throw new ProblemError({
      title: "A workbook or compressed file of more than 20 MB is not previewed.",
      code: "too_large",
      status: 413,
    });
  }
  const form = new FormData();
  form.set("options", JSON.stringify(choices));
  form.set("size", String(file.size));
  form.set("file", container ? file : file.slice(0, previewedText), file.name);
  return form;
}

async function getPreview(source: Source, choices: Choices, signal: AbortSignal) {
  const sent =
    "file" in source
      ? { form: await formOf(source.file, choices) }
      : { json: { upload_id: source.uploadId, options: choices } };
  return requestJson<Preview>("/api/csv/preview", { method: "POST", signal, ...sent });
}

function keyOf(source: Source) {
  if ("uploadId" in source) return [source.uploadId];
  const { name, size, lastModified } = source.file;
  return [name, size, lastModified];
}

/// A server that makes other previews at the moment is asked again soon.
const busy = (error: Error) =>
  error instanceof ProblemError && [0, 429, 503].includes(error.problem.status);

/// The preview under these choices; until it has come, the one before.
export function usePreview(source: Source, choices: Choices) {
  return useQuery({
    queryKey: ["preview", ...keyOf(source), choices],
    queryFn: ({ signal }) => getPreview(source, choices, signal),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: (failures, error) => failures < 5 && busy(error),
    retryDelay: (failures) => 300 * (failures + 1),
  });
}
