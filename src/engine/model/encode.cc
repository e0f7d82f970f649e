#include "engine/model/encode.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "base/time.h"

namespace retainwise::model {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr std::int32_t kNoLevel = -1;

using LevelPlaces = std::unordered_map<std::string_view, std::int32_t>;

std::vector<std::int32_t> levels_of_codes(const InputColumn& input, const table::Column& column) {
  LevelPlaces places;
  for (const std::string& level : input.levels)
    places.emplace(level, static_cast<std::int32_t>(places.size()));
  std::vector<std::int32_t> result;
  for (const std::string& text : column.dictionary().texts()) {
    const auto found = places.find(text);
    result.push_back(found == places.end() ? kNoLevel : found->second);
  }
  return result;
}

std::vector<bool> yes_of_codes(const table::Column& column) {
  constexpr std::array<std::string_view, 17> kYes = {
      "yes",     "y",   "true", "t",   "vrai", "oui",        "ja",   "j",           "si",
      "s\u00ed", "sim", "wahr", "tak", "ano",  "kyll\u00e4", "evet", "\u0434\u0430"};
  std::vector<bool> result;
  for (const std::string& text : column.dictionary().texts())
    result.push_back(std::find(kYes.begin(), kYes.end(), lower(text)) != kYes.end());
  return result;
}

std::vector<std::optional<std::size_t>> by_name(std::span<const InputColumn> inputs,
                                                const table::Table& table) {
  std::vector<std::optional<std::size_t>> columns;
  for (const InputColumn& input : inputs) columns.push_back(table.find(input.name));
  return columns;
}

/// Days since 1970-01-01 of a date cell, time of day dropped.
Date day_of(double days) {
  return {static_cast<std::int32_t>(std::floor(days))};
}

double weekday(double days) {
  const std::int32_t since_thursday = day_of(days).days % 7;
  return static_cast<double>((since_thursday + 7 + 3) % 7);
}

double sum(const Feature& feature, const InputView& view, std::size_t row) {
  double total = 0;
  bool any = false;
  for (const std::int32_t column : feature.columns) {
    const double x = view.number(static_cast<std::size_t>(column), row);
    if (std::isnan(x)) continue;
    total += x;
    any = true;
  }
  return any ? total : kNan;
}

double missing_count(const Feature& feature, const InputView& view, std::size_t row) {
  int count = 0;
  for (const std::int32_t column : feature.columns)
    count += view.missing(static_cast<std::size_t>(column), row) ? 1 : 0;
  return count;
}

double yes_count(const Feature& feature, const InputView& view, std::size_t row) {
  int count = 0;
  for (const std::int32_t column : feature.columns)
    count += view.says_yes(static_cast<std::size_t>(column), row) ? 1 : 0;
  return count;
}

/// The rank or the rate.
double of_level(const Feature& feature, const InputView& view, std::size_t row) {
  const std::int32_t level = view.level(static_cast<std::size_t>(feature.columns[0]), row);
  if (level < 0 || static_cast<std::size_t>(level) >= feature.level_ranks.size()) return kNan;
  return feature.level_ranks[static_cast<std::size_t>(level)];
}

double value_of(const Feature& feature, const InputView& view, std::size_t row) {
  auto x = [&](std::size_t place) {
    return view.number(static_cast<std::size_t>(feature.columns[place]), row);
  };
  switch (feature.kind) {
    case Feature::Kind::kNumber: return x(0);
    case Feature::Kind::kRank:
    case Feature::Kind::kRate: return of_level(feature, view, row);
    case Feature::Kind::kAge: return feature.reference_day - x(0);
    case Feature::Kind::kWeekday: return std::isnan(x(0)) ? kNan : weekday(x(0));
    case Feature::Kind::kMonth: return std::isnan(x(0)) ? kNan : civil(day_of(x(0))).month;
    case Feature::Kind::kSum: return sum(feature, view, row);
    case Feature::Kind::kMissingCount: return missing_count(feature, view, row);
    case Feature::Kind::kYesCount: return yes_count(feature, view, row);
    case Feature::Kind::kRatio: return x(1) == 0 ? kNan : x(0) / x(1);
    case Feature::Kind::kProduct: return x(0) * x(1);
    case Feature::Kind::kPlus: return x(0) + x(1);
    case Feature::Kind::kMinus: return x(0) - x(1);
    case Feature::Kind::kResidual: return x(0) - x(1) * x(2);
  }
  return kNan;
}

/// XGBoost knows no infinity: a number beyond float's range is read as its end.
float to_float(double x) {
  constexpr double kLimit = std::numeric_limits<float>::max();
  if (x > kLimit) return std::numeric_limits<float>::max();
  if (x < -kLimit) return std::numeric_limits<float>::lowest();
  return static_cast<float>(x);
}

}  // namespace

InputView::InputView(std::span<const InputColumn> inputs, const table::Table& table,
                     std::span<const std::optional<std::size_t>> columns)
    : rows_(table.rows()) {
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    Source source;
    if (columns[i]) {
      source.column = &table.column(*columns[i]);
      if (inputs[i].category) {
        source.level_of_code = levels_of_codes(inputs[i], *source.column);
        source.yes_of_code = yes_of_codes(*source.column);
      }
    }
    columns_.push_back(std::move(source));
  }
}

InputView::InputView(std::span<const InputColumn> inputs, const table::Table& table)
    : InputView(inputs, table, by_name(inputs, table)) {}

double InputView::number(std::size_t input, std::size_t row) const {
  const table::Column* column = columns_[input].column;
  if (column == nullptr || column->numbers().empty()) return kNan;
  return column->numbers()[row];
}

std::int32_t InputView::level(std::size_t input, std::size_t row) const {
  const Source& source = columns_[input];
  if (source.column == nullptr || source.column->codes().empty()) return kNoLevel;
  const std::uint32_t code = source.column->codes()[row];
  return code < source.level_of_code.size() ? source.level_of_code[code] : kNoLevel;
}

bool InputView::missing(std::size_t input, std::size_t row) const {
  const table::Column* column = columns_[input].column;
  if (column == nullptr) return true;
  if (!column->numbers().empty()) return std::isnan(column->numbers()[row]);
  return column->codes().empty() || column->codes()[row] == table::kMissing;
}

bool InputView::says_yes(std::size_t input, std::size_t row) const {
  const Source& source = columns_[input];
  if (source.column == nullptr) return false;
  if (source.yes_of_code.empty() || source.column->codes().empty()) return number(input, row) == 1;
  const std::uint32_t code = source.column->codes()[row];
  return code < source.yes_of_code.size() && source.yes_of_code[code];
}

void encode(const Encoding& encoding, const InputView& view, std::size_t first, std::size_t count,
            std::span<float> out) {
  for (std::size_t f = 0; f < encoding.features.size(); ++f) {
    float* column = out.data() + f * count;
    for (std::size_t r = 0; r < count; ++r)
      column[r] = to_float(value_of(encoding.features[f], view, first + r));
  }
}

}  // namespace retainwise::model
