#include "engine/learn/features.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace retainwise::learn {
namespace {

using Kind = model::Feature::Kind;

/// Rows of the overall rate that each level's rate is drawn towards.
constexpr double kSmoothing = 10;
/// Rows encoded at a time: column blocks stay in the cache while they are turned into rows.
constexpr std::size_t kBlock = 1024;

bool is_date(table::Type type) {
  return type == table::Type::kDate || type == table::Type::kDateAmbiguous;
}

std::vector<std::string> levels_of(const table::Column& column, const Labelled& labelled) {
  std::vector<bool> seen(column.dictionary().size());
  for (const std::uint32_t row : labelled.rows)
    if (column.codes()[row] != table::kMissing) seen[column.codes()[row]] = true;
  std::vector<std::string> levels;
  for (std::uint32_t code = 0; code < seen.size(); ++code)
    if (seen[code]) levels.emplace_back(column.dictionary().text(code));
  return levels;
}

struct Rate {
  double left = 0, rows = 0;
};

/// Levels in the order of their smoothed rate; of equals by place. NaN for levels without a row.
std::vector<float> level_ranks(std::size_t input, std::size_t levels, const model::InputView& view,
                               const Labelled& labelled, const std::vector<bool>& training) {
  std::vector<Rate> rates(levels);
  Rate all;
  for (std::size_t i = 0; i < labelled.size(); ++i) {
    if (!training[i]) continue;
    const std::int32_t level = view.level(input, labelled.rows[i]);
    all.left += labelled.left[i];
    all.rows += 1;
    if (level < 0) continue;
    rates[static_cast<std::size_t>(level)].left += labelled.left[i];
    rates[static_cast<std::size_t>(level)].rows += 1;
  }
  const double prior = all.left / all.rows;
  std::vector<std::size_t> order(levels);
  std::iota(order.begin(), order.end(), std::size_t{0});
  auto smoothed = [&](std::size_t level) {
    return (rates[level].left + kSmoothing * prior) / (rates[level].rows + kSmoothing);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return smoothed(a) < smoothed(b); });
  std::vector<float> ranks(levels, std::numeric_limits<float>::quiet_NaN());
  float next = 0;
  for (const std::size_t level : order)
    if (rates[level].rows > 0) ranks[level] = next++;
  return ranks;
}

model::Feature feature(Kind kind, std::size_t input) {
  model::Feature result;
  result.kind = kind;
  result.columns = {static_cast<std::int32_t>(input)};
  return result;
}

}  // namespace

std::vector<model::InputColumn> inputs_of(const table::Table& table, const roles::Roles& roles,
                                          const Labelled& labelled,
                                          std::optional<std::size_t> without) {
  std::vector<model::InputColumn> inputs;
  for (std::size_t i = 0; i < roles.columns.size(); ++i) {
    if (roles.columns[i].role != roles::Role::kInput || without == i) continue;
    const table::Column& column = table.column(i);
    model::InputColumn input;
    input.name = column.name();
    input.type = column.type();
    input.category = roles.columns[i].category;
    if (input.category) input.levels = levels_of(column, labelled);
    inputs.push_back(std::move(input));
  }
  return inputs;
}

double reference_day(std::span<const model::InputColumn> inputs, const model::InputView& view,
                     Date as_of) {
  double latest = as_of.days;
  for (std::size_t input = 0; input < inputs.size(); ++input) {
    if (!is_date(inputs[input].type)) continue;
    for (std::size_t row = 0; row < view.rows(); ++row) {
      const double day = std::floor(view.number(input, row));
      if (day > latest) latest = day;
    }
  }
  return latest;
}

model::Encoding base_encoding(std::span<const model::InputColumn> inputs,
                              const model::InputView& view, const Labelled& labelled,
                              const std::vector<bool>& training, double reference_day) {
  model::Encoding encoding;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].category) {
      model::Feature rank = feature(Kind::kRank, i);
      rank.level_ranks = level_ranks(i, inputs[i].levels.size(), view, labelled, training);
      encoding.features.push_back(std::move(rank));
    } else if (is_date(inputs[i].type)) {
      model::Feature age = feature(Kind::kAge, i);
      age.reference_day = reference_day;
      encoding.features.push_back(std::move(age));
      encoding.features.push_back(feature(Kind::kWeekday, i));
      encoding.features.push_back(feature(Kind::kMonth, i));
    } else {
      encoding.features.push_back(feature(Kind::kNumber, i));
    }
  }
  return encoding;
}

FeatureRows::FeatureRows(const model::Encoding& encoding, const model::InputView& view,
                         const Labelled& labelled)
    : features_(encoding.features.size()), values_(labelled.size() * features_) {
  std::vector<float> block(kBlock * features_);
  std::size_t next = 0;  // labelled row
  for (std::size_t first = 0; first < view.rows() && next < labelled.size(); first += kBlock) {
    const std::size_t count = std::min(kBlock, view.rows() - first);
    const auto columns = std::span(block).first(count * features_);
    model::encode(encoding, view, first, count, columns);
    for (; next < labelled.size() && labelled.rows[next] < first + count; ++next)
      for (std::size_t f = 0; f < features_; ++f)
        values_[next * features_ + f] = columns[f * count + (labelled.rows[next] - first)];
  }
}

}  // namespace retainwise::learn
