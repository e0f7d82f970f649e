#include "engine/report/shapes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/text.h"

namespace retainwise::report {
namespace {

constexpr std::size_t kLongestShownLevel = 80;

/// What one column added to one row, beside its value there: a number, or a level's code.
struct Share {
  double value = 0;
  float added = 0;
};
using Shares = std::vector<Share>;

/// Beyond four digits a picture shows nothing, and the metrics stay small.
double rounded(double value) {
  return std::round(value * 1e4) / 1e4;
}

/// The share below which `part` of them lie, by the nearest.
double quantile(const std::vector<float>& sorted, double part) {
  const auto last = static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(std::lround(part * last))];
}

/// {rows, mean, low, high}: low and high hold the middle four fifths of the rows.
Json added_json(std::span<const Share> shares) {
  std::vector<float> added;
  for (const Share& share : shares) added.push_back(share.added);
  std::sort(added.begin(), added.end());
  const double sum = std::accumulate(added.begin(), added.end(), 0.0);
  return {{"rows", added.size()},
          {"mean", rounded(sum / static_cast<double>(added.size()))},
          {"low", rounded(quantile(added, 0.1))},
          {"high", rounded(quantile(added, 0.9))}};
}

Json some_or_null(std::span<const Share> shares) {
  return shares.empty() ? Json(nullptr) : added_json(shares);
}

/// {value, from, to, rows …} of a range of numbers; `value` is their mean.
Json range_json(std::span<const Share> range) {
  double sum = 0;
  for (const Share& share : range) sum += share.value;
  Json out = {{"value", sum / static_cast<double>(range.size())},
              {"from", range.front().value},
              {"to", range.back().value}};
  out.update(added_json(range));
  return out;
}

/// Each value by itself while they are few, else ranges of about equally many rows; equal values
/// never part. `shares` by value.
Json ranges_json(const Shares& shares, std::size_t distinct) {
  const std::size_t least = distinct <= kShapePoints ? 1 : shares.size() / kShapePoints + 1;
  Json out = Json::array();
  for (std::size_t first = 0; first < shares.size();) {
    std::size_t last = std::min(first + least, shares.size());
    while (last < shares.size() && shares[last].value == shares[last - 1].value) ++last;
    out.push_back(range_json(std::span(shares).subspan(first, last - first)));
    first = last;
  }
  return out;
}

std::size_t distinct_values(const Shares& shares) {
  std::size_t distinct = shares.empty() ? 0 : 1;
  for (std::size_t i = 1; i < shares.size(); ++i) {
    if (shares[i].value != shares[i - 1].value) ++distinct;
  }
  return distinct;
}

/// The levels of most rows, by the mean of what they add; {others}: all that are not among them.
void put_levels(const table::Column& column, const Shares& shares, Json& out) {
  std::map<double, Shares> by_level;
  for (const Share& share : shares) by_level[share.value].push_back(share);
  std::vector<const Shares*> order;
  for (const auto& [code, of_level] : by_level) order.push_back(&of_level);
  std::stable_sort(order.begin(), order.end(),
                   [](const Shares* a, const Shares* b) { return a->size() > b->size(); });
  Shares others;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i >= kShapePoints) {
      others.insert(others.end(), order[i]->begin(), order[i]->end());
      continue;
    }
    const auto code = static_cast<std::uint32_t>(order[i]->front().value);
    Json level = {{"value", shortened(column.dictionary().text(code), kLongestShownLevel)}};
    level.update(added_json(*order[i]));
    out["points"].push_back(std::move(level));
  }
  out["others"] = some_or_null(others);
}

std::string_view kind_of(const table::Column* column) {
  if (column == nullptr) return "absent";
  switch (column->type()) {
    case table::Type::kNumber: return "number";
    case table::Type::kDate:
    case table::Type::kDateAmbiguous: return "date";
    default: return "category";
  }
}

/// NaN where missing.
double value_of(const table::Column& column, bool category, std::size_t row) {
  if (!category) return column.numbers().empty() ? std::nan("") : column.numbers()[row];
  if (!column.has_codes() || column.codes()[row] == table::kMissing) return std::nan("");
  return column.codes()[row];
}

Json shape(const ScoredFile& file, std::size_t input) {
  const ScoredInput& of = file.inputs[input];
  const table::Column* column = of.place ? &file.reading.table.column(*of.place) : nullptr;
  const std::string_view kind = kind_of(column);
  const bool category = kind == "category";
  Shares shares, missing;
  const std::span<const std::uint32_t> rows = file.digest.sampled();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Share share{column == nullptr ? std::nan("") : value_of(*column, category, rows[i]),
                      file.digest.sampled_reasons(i)[input]};
    (std::isnan(share.value) ? missing : shares).push_back(share);
  }
  Json out = {{"column", of.name}, {"kind", kind}, {"points", Json::array()}, {"others", nullptr}};
  if (category) {
    put_levels(*column, shares, out);
  } else {
    std::sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) {
      return a.value != b.value ? a.value < b.value : a.added < b.added;
    });
    out["points"] = ranges_json(shares, distinct_values(shares));
  }
  out["missing"] = some_or_null(missing);
  return out;
}

}  // namespace

Json shapes(const ScoredFile& file, const Json& importance) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < file.inputs.size(); ++i) places.emplace(file.inputs[i].name, i);
  Json columns = Json::array();
  for (const Json& each : importance) {
    if (columns.size() == kShapeColumns) break;
    columns.push_back(shape(file, places.at(each["column"].get<std::string>())));
  }
  return {{"rows", file.digest.sampled().size()},
          {"unit", file.unit() == Unit::kPoints ? "points" : "log_odds"},
          {"columns", std::move(columns)}};
}

}  // namespace retainwise::report
