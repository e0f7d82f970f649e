import type { Role } from "@/shared/api/metrics";

export type ColumnType = "number" | "boolean" | "date" | "text";
export type DateOrder = "day_first" | "month_first";

/// What the user decided, as the API's `options` (docs/formats/options.md). Other options of an
/// earlier run are carried along.
export interface Choices {
  outcome?: string;
  left_value?: string;
  roles?: Record<string, Role>;
  id?: string;
  date?: string;
  value?: string;
  ignored?: string[];
  types?: Record<string, ColumnType>;
  delimiter?: string;
  encoding?: string;
  decimal?: "." | ",";
  date_order?: DateOrder;
  header?: boolean;
  keep_rows?: number[];
  sheet?: string;
  /// The id of the one to score with.
  model?: string;
  [other: string]: unknown;
}

/// How bytes become columns: changes of these make columns of other names.
export type HowRead = Pick<Choices, "delimiter" | "encoding" | "header" | "sheet">;

/// Whether the columns are those of the file as it was found.
export function isReadAsFound({ delimiter, encoding, header, sheet }: Choices): boolean {
  return [delimiter, encoding, header, sheet].every((each) => each === undefined);
}

/// Without keys that say nothing, so that equal choices are equal objects.
function tidy(choices: Choices): Choices {
  const said = ([, value]: [string, unknown]) =>
    value !== undefined &&
    !(Array.isArray(value) && value.length === 0) &&
    !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(choices).filter(said));
}

function allBut<T>(record: Record<string, T> = {}, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}

export function withSetting(
  choices: Choices,
  change: Pick<Choices, "decimal" | "date_order" | "left_value" | "model">,
): Choices {
  return tidy({ ...choices, ...change });
}

/// What names columns.
const ofColumns = new Set([
  "outcome",
  "left_value",
  "roles",
  "id",
  "date",
  "value",
  "ignored",
  "types",
]);

/// What was chosen for columns falls away: it named columns that are others now.
export function withHowRead(choices: Choices, change: HowRead): Choices {
  const kept = Object.entries(choices).filter(([name]) => !ofColumns.has(name));
  return tidy({ ...Object.fromEntries(kept), ...change });
}

export function roleOf(choices: Choices, column: string): Role | undefined {
  if (choices.outcome === column) return "outcome";
  if (choices.date === column) return "date";
  if (choices.id === column) return "identifier";
  if (choices.ignored?.includes(column)) return "ignored";
  return choices.roles?.[column];
}

/// `role` undefined: as found from the file.
export function withRole(choices: Choices, column: string, role: Role | undefined): Choices {
  const next = without(choices, column);
  if (role === "outcome") {
    delete next.left_value;
    return tidy({ ...next, outcome: column });
  }
  if (role === "date") return tidy({ ...next, date: column });
  if (role) next.roles = { ...next.roles, [column]: role };
  return tidy(next);
}

function without(choices: Choices, column: string): Choices {
  const next: Choices = {
    ...choices,
    roles: allBut(choices.roles, column),
    ignored: choices.ignored?.filter((name) => name !== column),
  };
  if (next.outcome === column) {
    delete next.outcome;
    delete next.left_value;
  }
  if (next.date === column) delete next.date;
  if (next.id === column) delete next.id;
  return next;
}

/// `type` undefined: as found from the file.
export function withType(choices: Choices, column: string, type: ColumnType | undefined): Choices {
  const types = allBut(choices.types, column);
  return tidy({ ...choices, types: type ? { ...types, [column]: type } : types });
}

/// Whether a line that would be skipped is a customer after all.
export function withKept(choices: Choices, line: number, kept: boolean): Choices {
  const others = (choices.keep_rows ?? []).filter((each) => each !== line);
  return tidy({ ...choices, keep_rows: kept ? [...others, line].sort((a, b) => a - b) : others });
}
