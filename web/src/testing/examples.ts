import type { Preview } from "@/features/preview/preview";
import type { Model, ModelItem } from "@/shared/api/model";
import type { ColumnFacts, Cut, Figure, Metrics } from "@/shared/api/metrics";
import type { PredictionItem } from "@/shared/api/prediction";

export function predictionItem(changes: Partial<PredictionItem> = {}): PredictionItem {
  return {
    id: "p1",
    upload_id: 7,
    filename: "telco.csv",
    status: "COMPLETED",
    stage: "",
    progress: 0,
    rows_processed: 0,
    mode: "",
    created_at: new Date(Date.now() - 4_000).toISOString(),
    updated_at: new Date().toISOString(),
    has_output: false,
    error_message: null,
    ...changes,
  };
}

function figure(value: number, half: number, method: string): Figure {
  return { value, low: value - half, high: value + half, method };
}

export function columnFacts(changes: Partial<ColumnFacts> = {}): ColumnFacts {
  return {
    name: "tenure",
    role: "input",
    type: "number",
    evidence: "Differs between customers.",
    missing: 0,
    distinct: 73,
    examples: ["1", "34"],
    auc: 0.739,
    auc_with: null,
    auc_without: null,
    ...changes,
  };
}

/// Of 20 customers who left and 60 who stayed.
function cuts(): Cut[] {
  const cut = (threshold: number, caught: number, falseAlarms: number): Cut => ({
    threshold,
    flagged: caught + falseAlarms,
    caught,
    precision: caught / (caught + falseAlarms),
    recall: caught / 20,
    true_positive: caught,
    false_positive: falseAlarms,
    true_negative: 60 - falseAlarms,
    false_negative: 20 - caught,
  });
  return [cut(0.6, 10, 2), cut(0.4, 14, 11), cut(0.1, 20, 60)];
}

export function metrics(changes: Partial<Metrics> = {}): Metrics {
  return {
    mode: "learn",
    rows: 100,
    outcome: {
      column: "Churn",
      left_value: "Yes",
      rate: 0.25,
      left: 20,
      stayed: 60,
      unknown: 20,
      guessed: true,
      receipt: "Named so.",
    },
    columns: [columnFacts()],
    states: { active: 60, left: 20, unknown: 20 },
    risk: {
      high: 30,
      medium: 30,
      low: 40,
      threshold: 0.4,
      base_rate: 0.25,
      keepable: { high: 15, medium: 25, low: 40 },
    },
    roc_auc: figure(0.847, 0.01, "DeLong"),
    pr_auc: figure(0.66, 0.02, "bootstrap"),
    log_loss: figure(0.41, 0.01, "bootstrap"),
    brier: figure(0.13, 0.01, "bootstrap"),
    lift_at_10: figure(2.8, 0.2, "bootstrap"),
    accuracy: figure(0.79, 0.01, "Wilson"),
    precision: figure(0.58, 0.02, "Wilson"),
    recall: figure(0.72, 0.02, "Wilson"),
    f1: figure(0.64, 0.02, "bootstrap"),
    threshold: 0.4,
    threshold_method: "best_f1_out_of_fold",
    confusion: { true_positive: 14, false_positive: 10, true_negative: 50, false_negative: 6 },
    verdict: { code: "good", sentence: "Good: use it." },
    baseline: {
      best_column: { name: "tenure", roc_auc: 0.739 },
      chance: { roc_auc: 0.5, log_loss: 0.56 },
    },
    calibration: {
      error: 0.011,
      method: "linear in log-odds",
      bins: [{ predicted: 0.1, observed: 0.12, rows: 50, low: 0.05, high: 0.2 }],
    },
    gain: [
      { decile: 1, rows: 8, left: 10, share_of_left: 0.5, lift: 5 },
      { decile: 2, rows: 8, left: 5, share_of_left: 0.25, lift: 2.5 },
      { decile: 3, rows: 8, left: 5, share_of_left: 0.25, lift: 2.5 },
    ],
    roc: [
      { false_positive_rate: 0, true_positive_rate: 0 },
      { false_positive_rate: 0.17, true_positive_rate: 0.7 },
      { false_positive_rate: 1, true_positive_rate: 1 },
    ],
    pr: [
      { recall: 0.5, precision: 0.8 },
      { recall: 1, precision: 0.25 },
    ],
    thresholds: { rate: 0.25, weighted: false, rows: cuts() },
    histogram: [{ from: 0, to: 0.05, rows: 7 }],
    importance: [{ column: "tenure", share: 1, mean_abs_log_odds: 0.4 }],
    top: [],
    validation: { method: "stratified", folds: 5 },
    reading: { encoding: "UTF-8", delimiter: ";", rows: 100, skipped: [], messages: [] },
    quality: { duplicate_rows: 0, duplicate_ids: 0, missing_cells: 3, notes: [] },
    messages: [],
    ...changes,
  };
}

export function modelItem(changes: Partial<ModelItem> = {}): ModelItem {
  return {
    id: "m1",
    name: "telco",
    version: 2,
    default: false,
    outcome_column: "Churn",
    left_value: "Yes",
    inputs_count: 19,
    trained_on_rows: 7043,
    roc_auc: figure(0.85, 0.01, "DeLong"),
    verdict: { code: "good", sentence: "It tells leavers from stayers well." },
    prediction_id: "p1",
    file_size: 1_200_000,
    created_at: new Date(Date.now() - 4_000).toISOString(),
    ...changes,
  };
}

export function model(changes: Partial<Model> = {}): Model {
  return {
    ...modelItem(),
    filename: "telco.csv",
    kind: "trees and curves",
    program_version: "0.1.0",
    base_rate: 0.265,
    threshold: 0.32,
    inputs: [
      {
        name: "tenure",
        type: "number",
        category: false,
        levels: [],
        level_count: 0,
        share: 0.3,
      },
      {
        name: "Contract",
        type: "text",
        category: true,
        levels: ["Two year", "One year", "Month-to-month"],
        level_count: 3,
        share: 0.7,
      },
    ],
    figures: { lift_at_10: figure(2.8, 0.2, "bootstrap"), log_loss: figure(0.41, 0.01, "normal") },
    ...changes,
  };
}

/// 100 customers, of whom 20 have left, as POST /api/csv/preview shows them.
export function preview(changes: Partial<Preview> = {}): Preview {
  return {
    provisional: false,
    mode: "learn",
    model: null,
    models: [],
    header: ["id", "tenure", "Churn"],
    outcome: {
      column: "Churn",
      left_value: "Yes",
      rate: 0.2,
      left: 20,
      stayed: 80,
      unknown: 0,
      guessed: false,
      receipt: "Its name says so.",
      values: [
        { text: "No", rows: 80 },
        { text: "Yes", rows: 20 },
      ],
    },
    columns: [
      columnFacts({
        name: "id",
        role: "identifier",
        type: "text",
        evidence: "Differs in each row.",
      }),
      columnFacts(),
      columnFacts({ name: "Churn", role: "outcome", type: "boolean", examples: ["No", "Yes"] }),
    ],
    reading: {
      container: "text",
      sheet: null,
      sheets: [],
      encoding: "utf-8",
      delimiter: ",",
      header: true,
      records: 101,
      header_lines: 1,
      rows: 100,
      skipped: [],
      messages: [],
    },
    messages: [],
    rows: [
      { line: 2, cells: ["c1", "34", "No"] },
      { line: 3, cells: ["c2", "1", "Yes"] },
    ],
    ...changes,
  };
}
