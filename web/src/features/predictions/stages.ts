/// What a run does one after another, and how the page says it: the worker fetches and keeps, the
/// engine does the rest.
export const stages = [
  { name: "fetching", words: "Fetching the file" },
  { name: "reading", words: "Reading the file" },
  { name: "understanding", words: "Finding out what each column is" },
  { name: "learning", words: "Learning who leaves" },
  { name: "scoring", words: "Scoring every customer" },
  { name: "writing", words: "Writing the results" },
  { name: "storing", words: "Keeping the results" },
] as const;

export function stageWords(stage: string | null): string {
  return stages.find(({ name }) => name === stage)?.words ?? "Starting";
}
