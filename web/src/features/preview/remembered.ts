import type { Choices } from "@/features/preview/choices";
import type { Preview } from "@/features/preview/preview";

/// Choices for files of one shape (the same columns in the same order), kept in this browser for
/// the next such file. A browser that keeps nothing only means that they are made again.
const key = "retainwise.choices";
const most = 50;

type Shelf = [shape: string, choices: Choices][];

/// Newest first.
function shelf(): Shelf {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? (kept as Shelf) : [];
  } catch {
    return [];
  }
}

function put(next: Shelf) {
  try {
    localStorage.setItem(key, JSON.stringify(next.slice(0, most)));
  } catch {
    // full, or forbidden
  }
}

/// Of a preview that was made without a choice of how the bytes are read.
export function shapeOf({ header, columns }: Preview): string {
  return JSON.stringify(header ?? columns.map(({ name }) => name));
}

export function recall(shape: string): Choices | undefined {
  return shelf().find(([each]) => each === shape)?.[1];
}

/// What holds for any file of a shape: not its line numbers, nor the options of one run.
const lasting = [
  "outcome",
  "left_value",
  "roles",
  "id",
  "date",
  "value",
  "ignored",
  "types",
  "delimiter",
  "encoding",
  "decimal",
  "date_order",
  "header",
  "sheet",
];

/// No choices: forgotten.
export function remember(shape: string, choices: Choices) {
  const kept: Choices = Object.fromEntries(
    Object.entries(choices).filter(([name]) => lasting.includes(name)),
  );
  const others = shelf().filter(([each]) => each !== shape);
  put(Object.keys(kept).length > 0 ? [[shape, kept], ...others] : others);
}
