#include <algorithm>

#include "base/text.h"
#include "engine/learn/starter.h"
#include "engine/predict/modes.h"
#include "engine/predict/run.h"

namespace retainwise::predict {
namespace {

using learn::Scorecard;
using learn::Signal;

/// Of a scorecard's points: from here on a customer is called high, medium.
constexpr double kHighFrom = 0.5;
constexpr double kMediumFrom = 0.25;

score::Scores scores_of(const Scorecard& card, std::size_t rows) {
  score::Scores scores(rows, card.signals.size());
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < card.signals.size(); ++i)
      scores.set_reason(row, i, static_cast<float>(card.signals[i].points[row]));
  }
  return scores;
}

report::ScoredFile scored_file(const csv::Reading& reading, const roles::Roles& roles,
                               const Scorecard& card, const report::Digest& digest) {
  report::ScoredFile file{reading, digest, roles.states, roles.id, {}, {}, {}, {}, {}, {}};
  file.bands = {kHighFrom, kMediumFrom};
  file.most_points = card.most;
  for (const Signal& signal : card.signals)
    file.inputs.push_back({reading.table.column(signal.column).name(), signal.column});
  file.kinds.assign(digest.rows(), report::ScoreKind::kStarter);
  file.folds.assign(digest.rows(), report::kNoFold);
  for (std::size_t row = 0; row < digest.rows(); ++row)
    file.probability.push_back(static_cast<double>(file.points(row)) / card.most);
  file.ranks = report::ranks(file.probability, file.states);
  return file;
}

Json scorecard_json(const Scorecard& card, const table::Table& table) {
  Json signals = Json::array();
  for (const Signal& signal : card.signals) {
    signals.push_back({{"signal", signal.name},
                       {"column", table.column(signal.column).name()},
                       {"most", signal.most},
                       {"bands", signal.bands}});
  }
  return {{"most", card.most},
          {"high_from", kHighFrom * card.most},
          {"medium_from", kMediumFrom * card.most},
          {"signals", std::move(signals)}};
}

FileIssue not_learned(const Scorecard& card, const table::Table& table) {
  FileIssue issue;
  issue.code = "not_learned";
  issue.message =
      "These points are not learned from your data and are no probabilities: they come from a "
      "fixed scorecard over what the file tells of (";
  for (std::size_t i = 0; i < card.signals.size(); ++i)
    issue.message += (i == 0 ? "" : ", ") + table.column(card.signals[i].column).name();
  issue.message += "). How well they order your customers was not measured.";
  issue.hint =
      "To get probabilities, and reasons of your own customers, add a column that says who has "
      "left, with at least " +
      std::to_string(roles::kMinimumPerClass) + " customers who left and " +
      std::to_string(roles::kMinimumPerClass) + " who stayed.";
  return issue;
}

FileIssue left_aside(const std::string& option, const std::string& why) {
  FileIssue issue;
  issue.code = "option_left_aside";
  issue.message = "The option \"" + option + "\" was left aside: " + why;
  issue.hint = "Leave it out, or add a column that says who has left.";
  return issue;
}

/// What speaks of probabilities says nothing of points.
std::vector<FileIssue> left_aside(const Options& options) {
  std::vector<FileIssue> out;
  if (options.threshold)
    out.push_back(left_aside("threshold",
                             "it is a probability, and a scorecard gives points. The levels are "
                             "those of the scorecard."));
  if (options.true_rate)
    out.push_back(left_aside("true_rate", "it moves probabilities, and a scorecard gives points."));
  return out;
}

}  // namespace

Result<Summary> by_starter(const Task& task, const Scorecard& card) {
  const auto& [reading, roles] = task.understood;
  const score::Scores scores = scores_of(card, reading.table.rows());
  if (task.progress.cancelled()) return cancelled();
  const report::Digest digest = report::Digest::of(scores, report::Unit::kPoints);
  const report::ScoredFile file = scored_file(reading, roles, card, digest);
  Run run{kStarter, task.options, task.facts,   roles,           file,    &scores, nullptr,
          0,        {},           std::nullopt, /*better=*/true, nullptr, {}};
  run.scorecard = scorecard_json(card, reading.table);
  run.messages = left_aside(task.options);
  run.messages.insert(run.messages.begin(), not_learned(card, reading.table));
  RW_TRY(Json figures, finish(run, task.outputs, task.progress));
  return Summary{std::string(kStarter), static_cast<std::int64_t>(file.rows()), std::move(figures)};
}

}  // namespace retainwise::predict
