/// What a job does one after another, and how the page says it (the engine's stage names).
export const stages = [
  { name: "reading", words: "Reading the file" },
  { name: "understanding", words: "Finding out what each column is" },
  { name: "learning", words: "Learning who leaves" },
  { name: "scoring", words: "Scoring every customer" },
  { name: "writing", words: "Writing the results" },
] as const;

export function stageWords(stage: string | null): string {
  return stages.find(({ name }) => name === stage)?.words ?? "Starting";
}
