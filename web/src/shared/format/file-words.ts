import type { ColumnFacts, Role } from "@/shared/api/metrics";
import { count, percent } from "@/shared/format/numbers";

/// What a file's parts are called on the page.

export const roleWords: Record<Role, string> = {
  input: "Input",
  outcome: "Outcome",
  identifier: "Identifier",
  leak: "Leak",
  constant: "Constant",
  text: "Free text",
  date: "Date",
  value: "Value",
  ignored: "Ignored",
};

export const delimiterWords: Record<string, string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
  "^": "caret",
  "~": "tilde",
  ":": "colon",
  " ": "space",
};

const reasons: Record<string, string> = {
  blank: "blank line",
  separator_line: "names the separator",
  title: "title or note above the table",
  total: "looks like a total",
  footer: "note below the table",
  repeated_header: "the header again",
  second_table: "belongs to another table",
};

/// Why a line is no customer; a reason that has no words yet as it is.
export function reasonWords(reason: string): string {
  return reasons[reason] ?? reason.replaceAll("_", " ");
}

/// How many of `rows` cells are empty, with their share: "11 (0.2%)"; "0".
export function emptyWords({ missing }: Pick<ColumnFacts, "missing">, rows: number): string {
  return missing === 0 ? "0" : `${count(missing)} (${percent(missing / Math.max(1, rows))})`;
}
