/// docs/formats/metrics.md, as far as the page reads it. What could not be said is null.
export interface Figure {
  value: number;
  low: number;
  high: number;
  method: string;
}

export type Role =
  "input" | "outcome" | "identifier" | "leak" | "constant" | "text" | "date" | "value" | "ignored";

export interface ColumnFacts {
  name: string;
  role: Role;
  type: string;
  evidence: string;
  missing: number;
  distinct: number;
  examples: string[];
  auc: number | null;
  auc_with: number | null;
  auc_without: number | null;
}

/// By a model a reason multiplies the odds by its factor; by a scorecard it adds points, and the factor is
/// null.
export interface Reason {
  column: string;
  value: string;
  factor: number | null;
  points?: number;
}

export interface TopCustomer {
  row: number;
  /// null where the file has no id column.
  id: string | null;
  churn_probability: number | null;
  risk_points?: number;
  risk_rank: number | null;
  reasons: Reason[];
  explanation: string;
}

/// Of mode starter: which columns give how many points, and from how many a risk is high.
export interface Scorecard {
  most: number;
  high_from: number;
  medium_from: number;
  signals: { signal: string; column: string; most: number; bands: string }[];
}

/// How far something has moved from the rows that the model was learned from.
export type Moved = "same" | "moved" | "far";

export interface ColumnDrift {
  column: string;
  psi: number | null;
  level: Moved;
  /// Shares of rows, in this file and where the model was learned.
  missing: number;
  missing_before: number;
  /// Values that the model never saw; null where the column is no category.
  new_levels: { count: number; rows: number; examples: string[] } | null;
}

export interface Drift {
  level: Moved;
  sentence: string;
  trained_rows: number;
  scores: { psi: number | null; level: Moved };
  columns: ColumnDrift[];
}

export interface ExpectedLeavers extends Figure {
  rows: number;
}

export interface Levels {
  high: number;
  medium: number;
  low: number;
}

export interface Risk extends Levels {
  threshold: number | null;
  base_rate: number | null;
  keepable: Levels;
}

export interface CalibrationBin {
  predicted: number;
  observed: number;
  rows: number;
  low: number;
  high: number;
}

export interface GainStep {
  decile: number;
  rows: number;
  left: number;
  share_of_left: number;
  lift: number;
}

export interface RocPoint {
  false_positive_rate: number;
  true_positive_rate: number;
}

export interface PrPoint {
  recall: number;
  precision: number;
}

export interface Confusion {
  true_positive: number;
  false_positive: number;
  true_negative: number;
  false_negative: number;
}

/// What happens when everybody at or above `threshold` is flagged.
export interface Cut extends Confusion {
  threshold: number;
  flagged: number;
  caught: number;
  precision: number | null;
  recall: number;
}

export interface Thresholds {
  /// Share of the counted rows that left.
  rate: number;
  /// Whether rows count so much that `rate` is the true rate that was stated.
  weighted: boolean;
  /// The highest threshold first.
  rows: Cut[];
}

/// What some rows' values of a column added to their scores: the mean, and the middle four fifths.
export interface Added {
  rows: number;
  mean: number;
  low: number;
  high: number;
}

/// A range of numbers around their mean `value`, or a level of a category.
export interface ShapePoint extends Added {
  value: number | string;
  from?: number;
  to?: number;
}

export interface Shape {
  column: string;
  kind: "number" | "date" | "category" | "absent";
  points: ShapePoint[];
  others: Added | null;
  missing: Added | null;
}

export interface Shapes {
  /// So many rows were looked at.
  rows: number;
  unit: "log_odds" | "points";
  /// The strongest first.
  columns: Shape[];
}

export interface HistogramBin {
  from: number;
  to: number;
  rows: number;
}

export interface Message {
  code: string;
  message: string;
  row?: number | null;
  column?: string | null;
  text?: string | null;
  hint?: string | null;
}

export interface Reading {
  encoding: string;
  delimiter: string;
  rows: number;
  skipped: { line: number; reason: string; text: string }[];
  messages: Message[];
}

export const figureKeys = [
  "roc_auc",
  "pr_auc",
  "log_loss",
  "brier",
  "lift_at_10",
  "accuracy",
  "precision",
  "recall",
  "f1",
] as const;
export type FigureKey = (typeof figureKeys)[number];

export interface Metrics extends Record<FigureKey, Figure | null> {
  mode: string;
  /// What scored the file, with what it reached where it was learned.
  model?: { trained_on_rows: number | null; roc_auc?: Figure | null } | null;
  scorecard?: Scorecard;
  /// Of mode score.
  drift?: Drift | null;
  expected_leavers?: ExpectedLeavers | null;
  rows: number;
  outcome: {
    column: string;
    left_value: string;
    rate: number | null;
    left: number;
    stayed: number;
    unknown: number;
    guessed: boolean;
    receipt: string | null;
  } | null;
  columns: ColumnFacts[];
  states: { active: number; left: number; unknown: number };
  risk: Risk;
  threshold: number | null;
  threshold_method: string | null;
  threshold_figures?: string | null;
  confusion: Confusion | null;
  verdict: { code: string; sentence: string } | null;
  baseline: {
    best_column: { name: string; roc_auc: number | Figure } | null;
    chance: { roc_auc: number; log_loss: number | null } | null;
  } | null;
  calibration: {
    error: Figure | number | null;
    bins: CalibrationBin[];
    method: string;
  } | null;
  gain: GainStep[] | null;
  /// Runs of earlier versions have none of the three.
  roc?: RocPoint[] | null;
  pr?: PrPoint[] | null;
  thresholds?: Thresholds | null;
  histogram: HistogramBin[] | null;
  importance: { column: string; share: number; mean_abs_log_odds?: number }[] | null;
  /// Runs of earlier versions have none.
  shapes?: Shapes | null;
  top: TopCustomer[] | null;
  validation: { method: string; folds: number } | null;
  reading: Reading | null;
  quality: {
    duplicate_rows: number;
    duplicate_ids: number;
    missing_cells: number;
    notes: string[];
  } | null;
  messages: Message[] | null;
}

/// Ranks and reasons mean nothing then.
export function tellsNothing({ verdict }: Metrics): boolean {
  return verdict?.code === "no_better_than_chance";
}
