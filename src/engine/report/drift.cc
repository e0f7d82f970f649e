#include "engine/report/drift.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "engine/metric/stability.h"
#include "engine/model/profiling.h"

namespace retainwise::report {
namespace {

using Counts = std::vector<std::uint32_t>;

constexpr double kMovedFrom = 0.1, kFarFrom = 0.25;
/// Levels of a category with a bin of their own; the others share one, with those that are new.
constexpr std::size_t kLevels = 20;
constexpr std::size_t kNewExamples = 5, kLongestLevel = 60, kNamedColumns = 5;

struct Distance {
  std::optional<double> psi;
  Moved moved = Moved::kSame;
};

Distance distance(const Counts& before, const Counts& now) {
  Distance out{metric::psi(before, now)};
  if (!out.psi || *out.psi <= metric::psi_by_chance(before, now)) return out;
  out.moved = *out.psi >= kFarFrom     ? Moved::kFar
              : *out.psi >= kMovedFrom ? Moved::kMoved
                                       : Moved::kSame;
  return out;
}

/// The places of the levels that most rows had where the model was learned.
std::vector<std::size_t> top_levels(const Counts& before) {
  std::vector<std::size_t> order(before.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return before[a] > before[b]; });
  order.resize(std::min(order.size(), kLevels));
  return order;
}

/// The bins of `places`, then all other values, then missing.
Counts bins_of(const model::ColumnProfile& column, std::uint32_t rows,
               const std::vector<std::size_t>& places) {
  Counts bins;
  std::uint32_t rest = rows - column.missing;
  for (const std::size_t place : places) {
    bins.push_back(column.values.counts[place]);
    rest -= bins.back();
  }
  bins.push_back(rest);
  bins.push_back(column.missing);
  return bins;
}

std::vector<std::size_t> all_bins(std::size_t count) {
  std::vector<std::size_t> places(count);
  std::iota(places.begin(), places.end(), 0U);
  return places;
}

/// Levels that training did not know, which the model reads as missing.
Json new_levels(const model::InputColumn& input, const table::Column& column) {
  if (!input.category || !column.has_codes()) return nullptr;
  const std::set<std::string_view> known(input.levels.begin(), input.levels.end());
  std::vector<std::size_t> rows(column.dictionary().size(), 0);
  for (const std::uint32_t code : column.codes())
    if (code != table::kMissing) ++rows[code];
  std::size_t count = 0, in_all = 0;
  Json examples = Json::array();
  for (std::uint32_t code = 0; code < rows.size(); ++code) {
    const std::string_view text = column.dictionary().text(code);
    if (rows[code] == 0 || known.count(text) > 0) continue;
    ++count;
    in_all += rows[code];
    if (examples.size() < kNewExamples) examples.push_back(shortened(text, kLongestLevel));
  }
  return {{"count", count}, {"rows", in_all}, {"examples", std::move(examples)}};
}

double share(std::uint32_t part, std::uint32_t all) {
  return all == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(all);
}

struct ColumnDrift {
  std::string name;
  Distance distance;
  Json json;
};

ColumnDrift column_drift(const Drifted& drifted, const model::Profile& now, std::size_t i) {
  const model::InputColumn& input = drifted.model.inputs[i];
  const model::Profile& before = *drifted.model.profile;
  const model::ColumnProfile &then = before.columns[i], &here = now.columns[i];
  const std::vector<std::size_t> places =
      input.category ? top_levels(then.values.counts) : all_bins(then.values.counts.size());
  ColumnDrift out{drifted.file.inputs[i].name,
                  distance(bins_of(then, before.rows, places), bins_of(here, now.rows, places)),
                  {}};
  const auto& place = drifted.columns[i];
  out.json = {
      {"column", out.name},
      {"psi", out.distance.psi ? Json(*out.distance.psi) : Json(nullptr)},
      {"level", name_of(out.distance.moved)},
      {"missing", share(here.missing, now.rows)},
      {"missing_before", share(then.missing, before.rows)},
      {"new_levels", place ? new_levels(input, drifted.table.column(*place)) : Json(nullptr)}};
  return out;
}

std::string sentence(const std::vector<ColumnDrift>& columns, std::size_t moved) {
  if (moved == 0)
    return "The columns look like those that the model was learned from: its probabilities can be "
           "expected to hold.";
  std::string names;
  for (std::size_t i = 0; i < std::min(moved, kNamedColumns); ++i)
    names += (i == 0 ? "" : ", ") + columns[i].name;
  if (moved > kNamedColumns) names += " and " + std::to_string(moved - kNamedColumns) + " more";
  return std::to_string(moved) + " of " + std::to_string(columns.size()) +
         (columns.size() == 1 ? " column " : " columns ") + (moved == 1 ? "looks" : "look") +
         " unlike the rows that the model was learned from (" + names +
         "): the more they moved, the less its probabilities can be expected to hold.";
}

}  // namespace

std::string_view name_of(Moved moved) {
  switch (moved) {
    case Moved::kSame: return "same";
    case Moved::kMoved: return "moved";
    case Moved::kFar: break;
  }
  return "far";
}

Json drift(const Drifted& drifted) {
  if (!drifted.model.profile) return nullptr;
  const model::Profile& before = *drifted.model.profile;
  const std::span<const double> shown = drifted.file.digest.log_odds();
  std::vector<double> log_odds(shown.begin(), shown.end());
  for (double& each : log_odds) each -= drifted.shift;
  const model::Profile now =
      model::counted_like(before, drifted.model.inputs, drifted.view, log_odds);

  std::vector<ColumnDrift> columns;
  for (std::size_t i = 0; i < drifted.model.inputs.size(); ++i)
    columns.push_back(column_drift(drifted, now, i));
  std::stable_sort(columns.begin(), columns.end(), [](const ColumnDrift& a, const ColumnDrift& b) {
    if (a.distance.moved != b.distance.moved) return a.distance.moved > b.distance.moved;
    return a.distance.psi.value_or(0) > b.distance.psi.value_or(0);
  });
  const Distance scores = distance(before.scores.counts, now.scores.counts);
  const auto moved = static_cast<std::size_t>(
      std::count_if(columns.begin(), columns.end(),
                    [](const ColumnDrift& c) { return c.distance.moved != Moved::kSame; }));
  const Moved worst = columns.empty() ? Moved::kSame : columns.front().distance.moved;
  Json list = Json::array();
  for (ColumnDrift& column : columns) list.push_back(std::move(column.json));
  return {
      {"level", name_of(std::max(worst, scores.moved))},
      {"sentence", sentence(columns, moved)},
      {"trained_rows", before.rows},
      {"scores",
       {{"psi", scores.psi ? Json(*scores.psi) : Json(nullptr)}, {"level", name_of(scores.moved)}}},
      {"columns", std::move(list)}};
}

Json expected_leavers(const ScoredFile& file, const model::Profile* trained) {
  double sum = 0, variance = 0;
  std::size_t rows = 0;
  for (std::size_t row = 0; row < file.rows(); ++row) {
    if (file.ranks[row] == 0) continue;
    const double p = file.probability[row];
    sum += p;
    variance += p * (1 - p);
    ++rows;
  }
  if (trained != nullptr && trained->left > 0 && trained->left < trained->rows) {
    // The rate's own error: log-odds of a rate of n rows err by 1/√(n·r·(1−r)), and the sum moves
    // by Σ p·(1−p) for each.
    const double r = share(trained->left, trained->rows);
    variance += variance * variance / (trained->rows * r * (1 - r));
  }
  const double reach = 1.96 * std::sqrt(variance);
  return {{"value", sum},
          {"low", std::max(0.0, sum - reach)},
          {"high", std::min(static_cast<double>(rows), sum + reach)},
          {"method", "sum of the probabilities; holds where the model's calibration does"},
          {"rows", rows}};
}

}  // namespace retainwise::report
