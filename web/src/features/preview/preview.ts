import type { ColumnFacts, Message, Reading } from "@/shared/api/metrics";

/// docs/formats/preview.md, as far as the page reads it.
export interface Preview {
  provisional: boolean;
  mode: "learn" | "score" | "starter" | null;
  /// What a run would score with.
  model: string | null;
  /// The newest models, and whether this file may be scored with them.
  models: FittingModel[];
  header: string[] | null;
  outcome: PreviewOutcome | null;
  columns: ColumnFacts[];
  reading: Reading & {
    container: "text" | "gzip" | "xlsx";
    /// The one that was read of a workbook, and all of its sheets; null and none of a text.
    sheet: string | null;
    sheets: string[];
    records: number;
    header_lines: number;
    header: boolean;
  };
  messages: Message[];
  rows: { line: number; cells: string[] }[];
}

export interface FittingModel {
  id: string;
  fits: boolean;
  /// Columns that it reads and does not find, or finds holding something else.
  missing: string[];
  /// Why it does not fit; "" where it does.
  why: string;
}

export interface PreviewOutcome {
  column: string;
  left_value: string;
  rate: number | null;
  left: number;
  stayed: number;
  unknown: number;
  guessed: boolean;
  receipt: string | null;
  values: { text: string; rows: number }[];
}
