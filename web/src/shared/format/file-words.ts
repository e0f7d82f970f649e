import type { Role } from "@/shared/api/metrics";

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
