#include <algorithm>
#include <optional>

#include "base/text.h"
#include "engine/metric/calibration.h"
#include "engine/predict/match.h"
#include "engine/predict/modes.h"
#include "engine/predict/of_saved.h"
#include "engine/predict/run.h"
#include "engine/report/drift.h"
#include "engine/score/scorer.h"

namespace retainwise::predict {

double saved_shift(const Options& options, const model::Model& saved) {
  if (!options.true_rate) return 0;
  return metric::logit(*options.true_rate) - metric::logit(saved.base_rate);
}

bool saved_tells(const model::Model& saved) {
  const auto verdict = saved.figures.find("verdict");
  return verdict == saved.figures.end() || !verdict->is_object() ||
         verdict->value("code", Json()) != Json(report::kNoBetterThanChance);
}

report::ThresholdUsed saved_threshold(const Options& options, const model::Model& saved,
                                      double shift) {
  if (!saved_tells(saved)) return {};
  if (options.threshold) return {*options.threshold, *options.threshold, "given"};
  const double shown =
      shift == 0 ? saved.threshold : metric::sigmoid(metric::logit(saved.threshold) + shift);
  return {shown, shown, "model"};
}

namespace {

score::Panel panel_of(std::vector<model::Predictor> predictors, double shift, std::size_t inputs,
                      std::size_t rows) {
  for (model::Predictor& predictor : predictors) predictor.intercept += shift;
  score::Panel panel;
  panel.scorers.push_back(score::Scorer::compile(predictors, inputs));
  panel.of_row.assign(rows, 0);
  return panel;
}

report::ScoredFile scored_file(const csv::Reading& reading, const roles::Roles& roles,
                               const model::Model& saved, const Match& matched,
                               const report::Digest& digest, const report::RiskBands& bands) {
  report::ScoredFile file{reading, digest, roles.states, roles.id, {}, {}, {}, bands, {}, {}};
  for (std::size_t i = 0; i < saved.inputs.size(); ++i) {
    const auto& place = matched.columns[i];
    file.inputs.push_back(
        {place ? reading.table.column(*place).name() : saved.inputs[i].name, place});
  }
  file.kinds.assign(digest.rows(), report::ScoreKind::kModel);
  file.folds.assign(digest.rows(), report::kNoFold);
  file.probability = report::probabilities(digest);
  file.ranks = report::ranks(file.probability, file.states);
  return file;
}

/// Rows that are scored together where their reasons are not kept.
constexpr std::size_t kBlockRows = 32'768;

/// What is kept of the scoring; `whole` only where somebody wants all reasons.
struct Scored {
  report::Digest digest;
  std::optional<score::Scores> whole;
};

Result<Scored> scored_whole(const model::InputView& view, const score::Panel& panel,
                            const Task& task) {
  RW_TRY(score::Scores scores,
         score::score(view, std::span(&panel, 1), task.threads, task.progress));
  report::Digest digest = report::Digest::of(scores);
  return Scored{std::move(digest), std::move(scores)};
}

Result<Scored> scored_in_blocks(const model::InputView& view, const score::Panel& panel,
                                const Task& task) {
  report::Digest digest(view.rows(), view.inputs());
  for (std::size_t first = 0; first < view.rows(); first += kBlockRows) {
    const score::Rows rows{first, std::min(kBlockRows, view.rows() - first)};
    RW_TRY(const score::Scores scores,
           score::score(view, std::span(&panel, 1), rows, task.threads, task.progress));
    digest.take(first, scores);
  }
  return Scored{std::move(digest), std::nullopt};
}

/// The compiled model lives no longer than this.
Result<Scored> scored_by(const model::Model& saved, double shift, const model::InputView& view,
                         const Task& task) {
  const score::Panel panel = panel_of(saved.predictors, shift, saved.inputs.size(), view.rows());
  return task.outputs.customers != nullptr ? scored_whole(view, panel, task)
                                           : scored_in_blocks(view, panel, task);
}

/// As the run that made it wrote it, with the id by which this run knows it and its AUC then.
Json model_json(const model::Model& saved, const Options& options, const RunFacts& facts) {
  Json out = Json::object();
  if (saved.figures.contains("model") && saved.figures["model"].is_object())
    out = saved.figures["model"];
  out["id"] = options.model ? Json(*options.model) : Json(nullptr);
  out["outcome_column"] = saved.outcome_column;
  out["left_value"] = saved.left_value;
  out["roc_auc"] = saved.figures.contains("roc_auc") ? saved.figures["roc_auc"] : Json(nullptr);
  out["sha256"] = facts.model_sha256.empty() ? Json(nullptr) : Json(facts.model_sha256);
  return out;
}

std::optional<FileIssue> drifted_far(const Json& drift) {
  if (!drift.is_object() || drift["level"] != Json(report::name_of(report::Moved::kFar)))
    return std::nullopt;
  FileIssue issue;
  issue.code = "drifted";
  issue.message = "This file is far from the one that the model was learned from. ";
  issue.message += drift["sentence"].get<std::string>();
  issue.hint = "Learn again from customers of today whose outcome is known.";
  return issue;
}

/// Where the outcome is known people look for an AUC: why there is none.
std::optional<FileIssue> figures_not_measured(const roles::Roles& roles, const Json& model) {
  if (!roles.outcome) return std::nullopt;
  FileIssue issue;
  issue.code = "figures_not_measured";
  issue.message =
      "No figure is measured on this file, although it says who left: the saved model may have "
      "learned from these very rows.";
  const Json auc = model["roc_auc"].is_object() ? model["roc_auc"].value("value", Json()) : Json();
  if (auc.is_number())
    issue.message += " When it was learned its AUC was " + format_fixed(auc.get<double>(), 3) + ".";
  issue.hint = "To measure on this file, run it without the saved model.";
  return issue;
}

}  // namespace

Result<Summary> by_saved_model(const Task& task, const model::Model& saved) {
  const csv::Reading& reading = task.understood.reading;
  roles::Roles roles = task.understood.roles;
  RW_TRY(Match matched, match(saved, reading.table));
  give_roles(matched, reading.table, roles);

  const double shift = saved_shift(task.options, saved);
  const report::ThresholdUsed threshold = saved_threshold(task.options, saved, shift);
  const double base_rate = task.options.true_rate.value_or(saved.base_rate);
  const model::InputView view(saved.inputs, reading.table, matched.columns);
  RW_TRY(const Scored scored, scored_by(saved, shift, view, task));
  const report::ScoredFile file = scored_file(reading, roles, saved, matched, scored.digest,
                                              report::RiskBands::of(threshold.shown, base_rate));
  const Json model = model_json(saved, task.options, task.facts);
  if (auto issue = figures_not_measured(roles, model)) matched.messages.push_back(*issue);
  const Json drift = report::drift({saved, reading.table, matched.columns, view, file, shift});
  if (auto issue = drifted_far(drift)) matched.messages.push_back(*issue);
  const score::Scores* whole = scored.whole ? &*scored.whole : nullptr;
  Run run{"score",
          task.options,
          task.facts,
          roles,
          file,
          whole,
          model,
          base_rate,
          threshold,
          std::nullopt,
          saved_tells(saved),
          nullptr,
          matched.messages};
  run.drift = drift;
  const bool rate_given = task.options.true_rate.has_value();
  run.expected_leavers =
      report::expected_leavers(file, saved.profile && !rate_given ? &*saved.profile : nullptr);
  RW_TRY(Json figures, finish(run, task.outputs, task.progress));
  return Summary{"score", static_cast<std::int64_t>(file.rows()), std::move(figures)};
}

}  // namespace retainwise::predict
