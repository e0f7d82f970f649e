#include "engine/model/profiling.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace retainwise::model {
namespace {

constexpr std::size_t kBins = 20;
/// Cuts are chosen on at most so many values, evenly spread; the counts are of all.
constexpr std::size_t kMostSorted = 100000;
constexpr double kTail = 0.01;

std::vector<double> sorted_sample(std::span<const double> values) {
  const std::size_t step = values.size() / kMostSorted + 1;
  std::vector<double> sample;
  for (std::size_t i = 0; i < values.size(); i += step)
    if (std::isfinite(values[i])) sample.push_back(values[i]);
  std::sort(sample.begin(), sample.end());
  return sample;
}

void put_in_order(std::vector<double>& cuts) {
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
}

/// Every different value begins a bin; empty where there are more than fit.
std::vector<double> cuts_at_each_value(const std::vector<double>& sorted) {
  std::vector<double> cuts;
  std::unique_copy(sorted.begin(), sorted.end(), std::back_inserter(cuts));
  if (cuts.size() > kBins) return {};
  cuts.erase(cuts.begin());
  return cuts;
}

std::vector<double> cuts_at_quantiles(const std::vector<double>& sorted) {
  std::vector<double> cuts;
  const auto cut_at = [&](double share) {
    const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
    const double value = sorted[std::min(at, sorted.size() - 1)];
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
    const auto same = static_cast<std::size_t>(last - first);
    if (first != sorted.begin()) cuts.push_back(value);
    if (same * kBins >= sorted.size() && last != sorted.end()) cuts.push_back(*last);
  };
  cut_at(kTail);
  for (std::size_t i = 1; i < kBins; ++i)
    cut_at(static_cast<double>(i) / static_cast<double>(kBins));
  cut_at(1 - kTail);
  put_in_order(cuts);
  return cuts;
}

std::vector<double> cuts_of(std::span<const double> values) {
  const std::vector<double> sorted = sorted_sample(values);
  if (sorted.empty() || sorted.front() == sorted.back()) return {};
  std::vector<double> cuts = cuts_at_each_value(sorted);
  return cuts.empty() ? cuts_at_quantiles(sorted) : cuts;
}

std::vector<std::uint32_t> all_rows(std::size_t count) {
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

std::vector<double> numbers(const InputView& view, std::size_t input,
                            std::span<const std::uint32_t> rows) {
  std::vector<double> values;
  values.reserve(rows.size());
  for (const std::uint32_t row : rows) values.push_back(view.number(input, row));
  return values;
}

ColumnProfile of_category(const InputColumn& input, const InputView& view, std::size_t place,
                          std::span<const std::uint32_t> rows) {
  ColumnProfile column;
  column.values.counts.assign(input.levels.size(), 0);
  for (const std::uint32_t row : rows) {
    if (view.missing(place, row)) {
      ++column.missing;
    } else if (const std::int32_t level = view.level(place, row); level >= 0) {
      ++column.values.counts[static_cast<std::size_t>(level)];
    }
  }
  return column;
}

/// In the bins of `like`, or in bins of its own where there is none.
ColumnProfile of_numbers(const InputView& view, std::size_t place,
                         std::span<const std::uint32_t> rows, const Histogram* like) {
  const std::vector<double> values = numbers(view, place, rows);
  ColumnProfile column;
  column.values = like != nullptr ? counted_like(*like, values) : histogram_of(values);
  column.missing = static_cast<std::uint32_t>(
      std::count_if(values.begin(), values.end(), [](double x) { return std::isnan(x); }));
  return column;
}

Profile counted(std::span<const InputColumn> inputs, const InputView& view,
                std::span<const std::uint32_t> rows, const Profile* like) {
  Profile profile;
  profile.rows = static_cast<std::uint32_t>(rows.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    profile.columns.push_back(
        inputs[i].category
            ? of_category(inputs[i], view, i, rows)
            : of_numbers(view, i, rows, like != nullptr ? &like->columns[i].values : nullptr));
  }
  return profile;
}

}  // namespace

Histogram counted_like(const Histogram& like, std::span<const double> values) {
  Histogram out{like.cuts, std::vector<std::uint32_t>(like.cuts.size() + 1, 0)};
  for (const double value : values) {
    if (std::isnan(value)) continue;
    const auto bin = std::upper_bound(out.cuts.begin(), out.cuts.end(), value) - out.cuts.begin();
    ++out.counts[static_cast<std::size_t>(bin)];
  }
  return out;
}

Histogram histogram_of(std::span<const double> values) {
  return counted_like(Histogram{cuts_of(values), {}}, values);
}

Profile profile_of(std::span<const InputColumn> inputs, const InputView& view,
                   std::span<const std::uint32_t> rows, std::span<const std::uint8_t> left,
                   std::span<const double> log_odds) {
  Profile profile = counted(inputs, view, rows, nullptr);
  profile.left = static_cast<std::uint32_t>(std::count(left.begin(), left.end(), 1));
  profile.scores = histogram_of(log_odds);
  return profile;
}

Profile counted_like(const Profile& like, std::span<const InputColumn> inputs,
                     const InputView& view, std::span<const double> log_odds) {
  Profile profile = counted(inputs, view, all_rows(view.rows()), &like);
  profile.scores = counted_like(like.scores, log_odds);
  return profile;
}

}  // namespace retainwise::model
