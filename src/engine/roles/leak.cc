#include "engine/roles/leak.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "base/random.h"
#include "base/text.h"
#include "engine/metric/ranking.h"
#include "engine/roles/evidence.h"

namespace retainwise::roles {
namespace {

using table::Column;

constexpr std::size_t kMostRows = 50000;
constexpr std::size_t kBins = 32;
constexpr std::uint64_t kFolds = 5;
constexpr std::size_t kMostTwinValues = 12;
constexpr std::uint32_t kMissingGroup = 0;

/// A small whole number a row: 0 missing, else a level or a quantile bin.
using Groups = std::vector<std::uint32_t>;

std::vector<double> quantile_cuts(const Column& column, const LabelledRows& labelled) {
  std::vector<double> values;
  for (const std::uint32_t row : labelled.rows)
    if (!std::isnan(column.numbers()[row])) values.push_back(column.numbers()[row]);
  std::sort(values.begin(), values.end());
  std::vector<double> cuts;
  for (std::size_t b = 1; b < kBins && !values.empty(); ++b)
    cuts.push_back(values[b * values.size() / kBins]);
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

Groups bins_of(const Column& column, const LabelledRows& labelled) {
  const std::vector<double> cuts = quantile_cuts(column, labelled);
  Groups groups;
  for (const std::uint32_t row : labelled.rows) {
    const double x = column.numbers()[row];
    const auto above = std::upper_bound(cuts.begin(), cuts.end(), x) - cuts.begin();
    groups.push_back(std::isnan(x) ? kMissingGroup : static_cast<std::uint32_t>(above) + 1);
  }
  return groups;
}

Groups levels_of(const Column& column, const LabelledRows& labelled) {
  Groups groups;
  for (const std::uint32_t row : labelled.rows) {
    const std::uint32_t code = column.codes()[row];
    groups.push_back(code == table::kMissing ? kMissingGroup : code + 1);
  }
  return groups;
}

struct Rate {
  double left = 0, rows = 0;
};

/// AUC of each row's group rate, counted on the rows of the other folds only, so that a group of
/// one row says nothing about itself.
double auc_of_groups(const Groups& groups, const std::vector<std::uint8_t>& left) {
  SeededRandom random(1);
  std::vector<std::uint8_t> fold(left.size());
  for (std::uint8_t& f : fold) f = static_cast<std::uint8_t>(random.below(kFolds));
  const std::size_t size = 1 + *std::max_element(groups.begin(), groups.end());
  std::vector<std::vector<Rate>> by_fold(kFolds, std::vector<Rate>(size));
  std::vector<Rate> all(size);
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (Rate* rate : {&by_fold[fold[i]][groups[i]], &all[groups[i]]}) {
      rate->left += left[i];
      rate->rows += 1;
    }
  }
  const double prior = static_cast<double>(std::accumulate(left.begin(), left.end(), 0)) /
                       static_cast<double>(left.size());
  std::vector<double> score(left.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    const Rate& own = by_fold[fold[i]][groups[i]];
    const Rate& whole = all[groups[i]];
    score[i] = (whole.left - own.left + 10 * prior) / (whole.rows - own.rows + 10);
  }
  return metric::auc(score, left);
}

/// AUC of the column's own order, up or down, with the missing at the end that suits it.
double auc_of_order(const Column& column, const LabelledRows& labelled) {
  double best = 0.5;
  for (const double end : {-1.0, 1.0}) {
    std::vector<double> score;
    for (const std::uint32_t row : labelled.rows) {
      const double x = column.numbers()[row];
      score.push_back(std::isnan(x) ? end * std::numeric_limits<double>::infinity() : x);
    }
    const double auc = metric::auc(score, labelled.left);
    best = std::max({best, auc, 1 - auc});
  }
  return best;
}

bool is_filled(const Column& column, std::uint32_t row) {
  if (!column.numbers().empty()) return !std::isnan(column.numbers()[row]);
  return !column.codes().empty() && column.codes()[row] != table::kMissing;
}

std::optional<std::string> leak_by_filling(const Column& column, const LabelledRows& labelled) {
  Rate left, stayed;
  for (std::size_t i = 0; i < labelled.rows.size(); ++i) {
    Rate& rate = labelled.left[i] != 0 ? left : stayed;
    rate.left += is_filled(column, labelled.rows[i]) ? 1 : 0;
    rate.rows += 1;
  }
  if (left.rows == 0 || stayed.rows == 0) return std::nullopt;
  const double of_left = left.left / left.rows, of_stayed = stayed.left / stayed.rows;
  if (std::min(of_left, of_stayed) >= 0.01 || std::max(of_left, of_stayed) <= 0.97)
    return std::nullopt;
  return "It is filled for " + percent(of_left) + " of those who left and for " +
         percent(of_stayed) + " of those who stayed.";
}

/// The value a row has, missing included, as something to group by.
double twin_key(const Column& column, std::uint32_t row) {
  if (!column.numbers().empty())
    return std::isnan(column.numbers()[row]) ? -std::numeric_limits<double>::infinity()
                                             : column.numbers()[row];
  const std::uint32_t code = column.codes()[row];
  return code == table::kMissing ? -1.0 : static_cast<double>(code);
}

std::optional<std::string> leak_by_twin(const Column& column, const LabelledRows& labelled) {
  if (column.distinct() == 0 || column.distinct() > kMostTwinValues) return std::nullopt;
  std::map<double, Rate> by_value;
  for (std::size_t i = 0; i < labelled.rows.size(); ++i) {
    Rate& rate = by_value[twin_key(column, labelled.rows[i])];
    rate.left += labelled.left[i];
    rate.rows += 1;
  }
  bool some_left = false, some_stayed = false;
  for (const auto& [value, rate] : by_value) {
    const double share = rate.left / rate.rows;
    if (share >= 0.01 && share <= 0.99) return std::nullopt;
    (share > 0.99 ? some_left : some_stayed) = true;
  }
  if (!some_left || !some_stayed) return std::nullopt;
  return "Each of its " + std::to_string(by_value.size()) +
         " values belongs to only one outcome (above 99 % or below 1 % left).";
}

}  // namespace

LabelledRows labelled_rows(const std::vector<State>& states) {
  const auto known = static_cast<std::size_t>(
      std::count_if(states.begin(), states.end(), [](State s) { return s != State::kUnknown; }));
  SeededRandom random(0);
  LabelledRows labelled;
  for (std::uint32_t row = 0; row < states.size(); ++row) {
    if (states[row] == State::kUnknown) continue;
    if (known > kMostRows && random.below(known) >= kMostRows) continue;
    labelled.rows.push_back(row);
    labelled.left.push_back(states[row] == State::kLeft ? 1 : 0);
  }
  return labelled;
}

std::optional<double> auc_alone(const Column& column, const LabelledRows& labelled) {
  const auto left =
      static_cast<std::size_t>(std::count(labelled.left.begin(), labelled.left.end(), 1));
  if (left < 10 || labelled.left.size() - left < 10) return std::nullopt;
  if (column.type() == table::Type::kEmpty) return 0.5;
  const bool numbers = !column.numbers().empty();
  const Groups groups = numbers ? bins_of(column, labelled) : levels_of(column, labelled);
  const double of_groups = auc_of_groups(groups, labelled.left);
  const double of_order = numbers ? auc_of_order(column, labelled) : 0.5;
  return std::max({0.5, of_groups, of_order});
}

std::optional<std::string> leak_by_content(const Column& column, const LabelledRows& labelled) {
  if (auto receipt = leak_by_filling(column, labelled)) return receipt;
  return leak_by_twin(column, labelled);
}

}  // namespace retainwise::roles
