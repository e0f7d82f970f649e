#include <cmath>

#include "base/parallel.h"
#include "engine/learn/learn.h"
#include "engine/metric/calibration.h"
#include "engine/metric/loss.h"
#include "engine/metric/ranking.h"
#include "engine/model/file.h"
#include "engine/predict/modes.h"
#include "engine/predict/run.h"
#include "engine/score/scorer.h"

namespace retainwise::predict {
namespace {

using learn::Learned;

/// One constant in log-odds brings the file's rate of leavers to the true one; the order stays.
double shift_of(const Options& options, const model::Model& model) {
  if (!options.true_rate) return 0;
  return metric::logit(*options.true_rate) - metric::logit(model.base_rate);
}

double moved(double probability, double shift) {
  return shift == 0 ? probability : metric::sigmoid(metric::logit(probability) + shift);
}

report::ThresholdUsed threshold_of(const Options& options, const Learned& learned, double shift) {
  if (!learned.better_than_chance) return {};
  if (options.threshold) return {*options.threshold, moved(*options.threshold, -shift), "given"};
  return {moved(learned.model.threshold, shift), learned.model.threshold, report::kBestF1};
}

void apply(double shift, const report::ThresholdUsed& threshold, const Options& options,
           Learned& learned) {
  for (model::Predictor& predictor : learned.model.predictors) predictor.intercept += shift;
  for (learn::Repeat& repeat : learned.repeats) {
    for (model::Predictor& fold : repeat.folds) fold.intercept += shift;
  }
  for (double& cut : learned.model.profile->scores.cuts) cut += shift;
  learned.model.threshold = threshold.shown.value_or(learned.model.threshold);
  if (options.true_rate) learned.model.base_rate = *options.true_rate;
}

score::Panel panel_of(const learn::Repeat& repeat, std::size_t inputs, unsigned threads) {
  score::Panel panel;
  panel.scorers.resize(repeat.folds.size());
  parallel_for(repeat.folds.size(), threads, [&](std::size_t fold) {
    panel.scorers[fold] = score::Scorer::compile(std::span(&repeat.folds[fold], 1), inputs);
  });
  for (const std::uint8_t fold : repeat.fold_of_row) {
    panel.of_row.push_back(fold == learn::kNoFold ? score::Panel::kNobody : fold);
  }
  return panel;
}

/// Rows that a fold left out are scored by that fold; all others by the final model.
std::vector<score::Panel> panels_of(const Learned& learned, unsigned threads) {
  const std::size_t inputs = learned.model.inputs.size();
  std::vector<score::Panel> panels;
  for (const learn::Repeat& repeat : learned.repeats) {
    panels.push_back(panel_of(repeat, inputs, threads));
  }
  score::Panel rest;
  for (std::size_t row = 0; row < learned.roles.states.size(); ++row) {
    const bool seen = learned.repeats.front().fold_of_row[row] == learn::kNoFold;
    rest.of_row.push_back(seen ? 0 : score::Panel::kNobody);
  }
  rest.scorers.push_back(score::Scorer::compile(learned.model.predictors, inputs));
  panels.push_back(std::move(rest));
  return panels;
}

report::ScoredFile scored_file(const csv::Reading& reading, const Learned& learned,
                               const report::Digest& digest, const report::RiskBands& bands) {
  report::ScoredFile file{
      reading, digest, learned.roles.states, learned.roles.id, {}, {}, {}, bands, {}, {}};
  for (const model::InputColumn& input : learned.model.inputs) {
    file.inputs.push_back({input.name, reading.table.find(input.name)});
  }
  file.folds = learned.repeats.front().fold_of_row;
  for (const std::uint8_t fold : file.folds)
    file.kinds.push_back(fold == learn::kNoFold ? report::ScoreKind::kModel
                                                : report::ScoreKind::kOutOfFold);
  file.probability = report::probabilities(digest);
  file.ranks = report::ranks(file.probability, file.states);
  return file;
}

/// Rows whose outcome is known and whose score was made without them, before the true rate moved
/// it.
report::MeasuredRows measured(const report::ScoredFile& file, const Options& options,
                              double shift) {
  report::MeasuredRows out;
  out.shift = shift;
  out.true_rate = options.true_rate;
  for (std::size_t row = 0; row < file.rows(); ++row) {
    if (file.kinds[row] != report::ScoreKind::kOutOfFold) continue;
    out.log_odds.push_back(file.digest.log_odds()[row] - shift);
    out.probability.push_back(metric::sigmoid(out.log_odds.back()));
    out.left.push_back(file.states[row] == roles::State::kLeft ? 1 : 0);
    out.fold.push_back(file.folds[row]);
  }
  return out;
}

std::size_t count_trees(const model::Model& model) {
  std::size_t trees = 0;
  for (const model::Predictor& predictor : model.predictors) {
    for (const auto& member : predictor.trees) trees += member.trees.trees.size();
  }
  return trees;
}

std::string_view kind_of(const model::Model& model) {
  bool trees = false, curves = false;
  for (const model::Predictor& predictor : model.predictors) {
    trees = trees || !predictor.trees.empty();
    curves = curves || !predictor.additive.empty();
  }
  if (trees && curves) return "trees and curves";
  return curves ? "curves" : trees ? "trees" : "base rate";
}

Json model_json(const Learned& learned, const RunFacts& facts) {
  Json inputs = Json::array();
  for (const model::InputColumn& input : learned.model.inputs) inputs.push_back(input.name);
  return {{"id", nullptr},
          {"version", facts.version},
          {"kind", kind_of(learned.model)},
          {"inputs", std::move(inputs)},
          {"trees", count_trees(learned.model)},
          {"rounds", learned.rounds},
          {"trained_on_rows", learned.roles.left + learned.roles.active},
          {"outcome_column", learned.model.outcome_column},
          {"left_value", learned.model.left_value},
          {"created_from_sha256", facts.input_sha256}};
}

/// null where no date orders the file.
Json forward_json(const Learned& learned, const csv::Reading& reading) {
  if (!learned.forward || !learned.roles.date) return nullptr;
  const learn::Forward& forward = *learned.forward;
  std::vector<double> probability;
  for (const double z : forward.log_odds) probability.push_back(metric::sigmoid(z));
  return {{"date", reading.table.column(*learned.roles.date).name()},
          {"from", iso(forward.from)},
          {"rows", forward.left.size()},
          {"roc_auc", report::to_json(metric::roc_auc(forward.log_odds, forward.left))},
          {"log_loss", report::to_json(metric::log_loss(probability, forward.left))}};
}

Json validation_json(const Learned& learned, const csv::Reading& reading, const Options& options) {
  const bool grouped = learned.grouped && learned.roles.id;
  return {{"method", "stratified folds, each row scored by the models that did not see it"},
          {"folds", learned.repeats.front().folds.size()},
          {"grouped_by",
           grouped ? Json(reading.table.column(*learned.roles.id).name()) : Json(nullptr)},
          {"repeats", learned.repeats.size()},
          {"forward", forward_json(learned, reading)},
          {"seed", options.seed}};
}

std::vector<FileIssue> messages_of(const Options& options, const model::Model& model) {
  if (!options.true_rate) return {};
  FileIssue issue;
  issue.code = "true_rate_applied";
  issue.message =
      "The probabilities are moved to the true rate that you gave; the figures were measured "
      "before "
      "that, at the file's own rate.";
  issue.column = model.outcome_column;
  issue.hint = "Leave true_rate out to see the probabilities at the file's rate.";
  return {issue};
}

}  // namespace

Result<Summary> by_learning(const Task& task) {
  const auto& [reading, roles] = task.understood;
  const learn::Options wanted{task.options.seed, task.threads, task.options.as_of.value_or(Date())};
  RW_TRY(Learned learned, learn::learn(reading.table, roles, wanted, task.progress));
  const double shift = shift_of(task.options, learned.model);
  const report::ThresholdUsed threshold = threshold_of(task.options, learned, shift);
  apply(shift, threshold, task.options, learned);

  const model::InputView view(learned.model.inputs, reading.table);
  const std::vector<score::Panel> panels = panels_of(learned, task.threads);
  RW_TRY(const score::Scores scores, score::score(view, panels, task.threads, task.progress));
  const report::Digest digest = report::Digest::of(scores);
  const report::ScoredFile file = scored_file(
      reading, learned, digest, report::RiskBands::of(threshold.shown, learned.model.base_rate));
  const Run run{"learn",
                task.options,
                task.facts,
                learned.roles,
                file,
                &scores,
                model_json(learned, task.facts),
                learned.model.base_rate,
                threshold,
                measured(file, task.options, shift),
                learned.better_than_chance,
                validation_json(learned, reading, task.options),
                messages_of(task.options, learned.model)};
  RW_TRY(Json figures, finish(run, task.outputs, task.progress));
  learned.model.figures = kept_figures(figures);
  RW_CHECK_OK(model::write(learned.model, task.outputs.model));
  return Summary{"learn", static_cast<std::int64_t>(file.rows()), std::move(figures)};
}

}  // namespace retainwise::predict
