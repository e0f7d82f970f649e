#include "engine/predict/run.h"

#include <algorithm>

#include "base/text.h"
#include "engine/metric/loss.h"
#include "engine/metric/ranking.h"
#include "engine/report/columns.h"
#include "engine/report/customers_file.h"
#include "engine/report/list.h"
#include "engine/report/result_file.h"
#include "engine/report/shapes.h"
#include "engine/score/kernel.h"

namespace retainwise::predict {
namespace {

Json best_column(const Run& run) {
  const roles::ColumnRole* best = nullptr;
  std::size_t place = 0;
  for (std::size_t i = 0; i < run.roles.columns.size(); ++i) {
    const roles::ColumnRole& column = run.roles.columns[i];
    if (column.role != roles::Role::kInput || !column.auc) continue;
    if (best != nullptr && *column.auc <= *best->auc) continue;
    best = &column;
    place = i;
  }
  if (best == nullptr) return nullptr;
  return {{"name", run.file.reading.table.column(place).name()}, {"roc_auc", *best->auc}};
}

Json baseline(const Run& run) {
  const auto left = static_cast<double>(run.roles.left);
  const auto known = static_cast<double>(run.roles.left + run.roles.active);
  return {{"best_column", best_column(run)},
          {"chance", {{"roc_auc", 0.5}, {"log_loss", metric::chance_log_loss(left / known)}}}};
}

Json not_measured(const Run& run) {
  if (!run.scorecard.is_null())
    return {{"code", "not_learned"},
            {"sentence",
             "Points of a fixed scorecard, not learned from your data: nothing was measured."}};
  return {{"code", "not_enough_to_say"},
          {"sentence",
           "Nothing was measured on this file: a saved model scored it. How good the model was "
           "where it was learned is said with the model."}};
}

void put_measured(Json& out, const Run& run) {
  if (!run.measured) {
    report::put_no_figures(out, run.threshold);
    out["verdict"] = not_measured(run);
    for (const char* key : {"baseline", "calibration", "gain", "roc", "pr", "thresholds"})
      out[key] = nullptr;
    return;
  }
  report::put_figures(out, *run.measured, run.threshold, run.options.seed);
  out["verdict"] = report::verdict(metric::roc_auc(run.measured->log_odds, run.measured->left),
                                   run.better_than_chance);
  out["baseline"] = baseline(run);
  out["calibration"] = report::calibration(*run.measured);
  out["gain"] = report::gain(*run.measured);
  out["roc"] = report::roc(*run.measured);
  out["pr"] = report::pr(*run.measured);
  out["thresholds"] = report::thresholds(*run.measured, run.threshold);
}

FileIssue no_better_than_chance(const Run& run) {
  FileIssue issue;
  issue.code = report::kNoBetterThanChance;
  issue.message = run.measured ? "The columns of this file do not tell who will leave"
                               : "The saved model did not tell on its own file who will leave";
  issue.message +=
      ": the scores are no better than chance. Nobody is called high risk; ranks and reasons mean "
      "nothing yet.";
  issue.hint =
      "Add columns that have to do with leaving (how long they are customers, what they use, pay "
      "and complain of) or more customers whose outcome is known, and check that the outcome is "
      "the right column.";
  return issue;
}

/// What makes the rest worth nothing stands first.
Json messages(const Run& run) {
  Json out = Json::array();
  if (!run.better_than_chance) out.push_back(report::message(no_better_than_chance(run)));
  for (const FileIssue& issue : run.roles.messages) out.push_back(report::message(issue));
  for (const FileIssue& issue : run.messages) out.push_back(report::message(issue));
  return out;
}

}  // namespace

Json metrics(const Run& run) {
  const csv::Reading& reading = run.file.reading;
  Json out;
  out["mode"] = run.mode;
  out["model"] = run.model;
  if (!run.scorecard.is_null()) out["scorecard"] = run.scorecard;
  out["rows"] = run.file.rows();
  out["outcome"] = report::outcome(reading, run.roles);
  out["columns"] = report::columns(reading, run.roles);
  out["states"] = report::states(run.file);
  out["risk"] = report::risk(run.file, run.base_rate);
  put_measured(out, run);
  out["drift"] = run.drift;
  out["expected_leavers"] = run.expected_leavers;
  out["histogram"] = report::histogram(run.file);
  out["importance"] = report::importance(run.file);
  out["shapes"] = report::shapes(run.file, out["importance"]);
  out["top"] = report::top(run.file);
  out["validation"] = run.validation;
  out["reading"] = report::reading_report(reading);
  out["quality"] = report::quality(reading, run.roles);
  out["messages"] = messages(run);
  out["options"] = run.options.to_json();
  out["seed"] = run.options.seed;
  out["version"] = run.facts.version;
  out["commit"] = run.facts.commit.empty() ? Json(nullptr) : Json(run.facts.commit);
  out["instruction_set"] = score::name_of(score::best_instruction_set());
  out["input_sha256"] = run.facts.input_sha256;
  return out;
}

Json kept_figures(const Json& metrics) {
  Json out;
  for (const char* key :
       {"model",      "rows",    "outcome",    "roc_auc",          "pr_auc",
        "log_loss",   "brier",   "lift_at_10", "accuracy",         "precision",
        "recall",     "f1",      "threshold",  "threshold_method", "threshold_figures",
        "confusion",  "verdict", "baseline",   "calibration",      "gain",
        "roc",        "pr",      "thresholds", "importance",       "shapes",
        "validation", "seed",    "version",    "instruction_set",  "input_sha256"}) {
    out[key] = metrics.at(key);
  }
  return out;
}

Result<Json> finish(const Run& run, Outputs& outputs, Progress& progress) {
  progress.at(Stage::kWriting, 0);
  const bool customers = outputs.customers != nullptr;
  if (customers && run.scores == nullptr) return bug("a customers file without its scores");
  RW_TRY(const report::WrittenResult result,
         report::write_result(run.file, outputs.result, progress,
                              customers ? report::Places::kKept : report::Places::kNotKept));
  if (customers)
    RW_CHECK_OK(report::write_customers(run.file, *run.scores, result, *outputs.customers));
  progress.at(Stage::kWriting, 1);
  return metrics(run);
}

}  // namespace retainwise::predict
