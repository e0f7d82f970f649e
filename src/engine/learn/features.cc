#include "engine/learn/features.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/random.h"

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

/// Rows and leavers of every level, and of all.
class LevelRates {
 public:
  explicit LevelRates(std::size_t levels) : levels_(levels) {}

  void count(std::int32_t level, std::uint8_t left) {
    all_.add(left);
    if (level >= 0) levels_[static_cast<std::size_t>(level)].add(left);
  }
  std::size_t size() const { return levels_.size(); }
  bool has(std::size_t level) const { return levels_[level].rows > 0; }
  /// (leavers + 10 · overall rate) ÷ (rows + 10).
  double smoothed(std::size_t level) const {
    const double prior = all_.left / all_.rows;
    return (levels_[level].left + kSmoothing * prior) / (levels_[level].rows + kSmoothing);
  }

 private:
  struct Count {
    double left = 0, rows = 0;
    void add(std::uint8_t outcome) {
      left += outcome;
      rows += 1;
    }
  };
  std::vector<Count> levels_;
  Count all_;
};

constexpr float kUnseen = std::numeric_limits<float>::quiet_NaN();

LevelRates training_rates(std::size_t input, std::size_t levels, const model::InputView& view,
                          const Labelled& labelled, const std::vector<bool>& training) {
  LevelRates rates(levels);
  for (std::size_t i = 0; i < labelled.size(); ++i)
    if (training[i]) rates.count(view.level(input, labelled.rows[i]), labelled.left[i]);
  return rates;
}

/// Levels in the order of their smoothed rate; of equals by place. NaN for levels without a row.
std::vector<float> ranks_of(const LevelRates& rates) {
  std::vector<std::size_t> order(rates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return rates.smoothed(a) < rates.smoothed(b);
  });
  std::vector<float> ranks(rates.size(), kUnseen);
  float next = 0;
  for (const std::size_t level : order)
    if (rates.has(level)) ranks[level] = next++;
  return ranks;
}

float rate_of(const LevelRates& rates, std::size_t level) {
  return rates.has(level) ? static_cast<float>(rates.smoothed(level)) : kUnseen;
}

std::vector<float> rates_of(const LevelRates& rates) {
  std::vector<float> result;
  for (std::size_t level = 0; level < rates.size(); ++level)
    result.push_back(rate_of(rates, level));
  return result;
}

/// Which of the parts a customer's rows lie in, the same for all of them.
constexpr std::uint64_t kParts = 5;
std::uint64_t part_of(std::uint32_t group) {
  return SeededRandom(group).below(kParts);
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
      const std::size_t levels = inputs[i].levels.size();
      const LevelRates rates = training_rates(i, levels, view, labelled, training);
      model::Feature of_level = feature(levels > kMostRanks ? Kind::kRate : Kind::kRank, i);
      of_level.level_ranks = levels > kMostRanks ? rates_of(rates) : ranks_of(rates);
      encoding.features.push_back(std::move(of_level));
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

void FeatureRows::hide_own_outcomes(const model::Encoding& encoding,
                                    std::span<const model::InputColumn> inputs,
                                    const model::InputView& view, const Labelled& labelled,
                                    const std::vector<bool>& training) {
  for (std::size_t f = 0; f < encoding.features.size(); ++f) {
    if (encoding.features[f].kind != Kind::kRate) continue;
    const auto input = static_cast<std::size_t>(encoding.features[f].columns[0]);
    std::vector<LevelRates> without(kParts, LevelRates(inputs[input].levels.size()));
    for (std::size_t i = 0; i < labelled.size(); ++i)
      for (std::uint64_t part = 0; training[i] && part < kParts; ++part)
        if (part_of(labelled.group[i]) != part)
          without[part].count(view.level(input, labelled.rows[i]), labelled.left[i]);
    for (std::size_t i = 0; i < labelled.size(); ++i) {
      const std::int32_t level = view.level(input, labelled.rows[i]);
      if (!training[i] || level < 0) continue;
      values_[i * features_ + f] =
          rate_of(without[part_of(labelled.group[i])], static_cast<std::size_t>(level));
    }
  }
}

void FeatureRows::append(const FeatureRows& more) {
  if (more.features_ == 0) return;
  const std::size_t rows = more.values_.size() / more.features_;
  std::vector<float> joined;
  joined.reserve(values_.size() + more.values_.size());
  for (std::size_t i = 0; i < rows; ++i) {
    joined.insert(joined.end(), row(i).begin(), row(i).end());
    joined.insert(joined.end(), more.row(i).begin(), more.row(i).end());
  }
  values_ = std::move(joined);
  features_ += more.features_;
}

}  // namespace retainwise::learn
