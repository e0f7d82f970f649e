#include "engine/metric/figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/random.h"

namespace retainwise::metric {
namespace {

constexpr double kZ = 1.959963984540054;  // two-sided 95 %

/// The value below which a share `q` of the sorted values lies, linear between neighbours.
double quantile(const std::vector<double>& sorted, double q) {
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - static_cast<double>(below));
}

std::size_t draws_for(std::size_t rows) {
  return rows > 50000 ? 60 : 200;
}

}  // namespace

MaybeFigure wilson(std::size_t hits, std::size_t of) {
  if (of == 0) return std::nullopt;
  const auto n = static_cast<double>(of);
  const double p = static_cast<double>(hits) / n;
  const double scale = 1 + kZ * kZ / n;
  const double centre = (p + kZ * kZ / (2 * n)) / scale;
  const double half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n)) / scale;
  return Figure{p, std::max(0.0, std::min(p, centre - half)),
                std::min(1.0, std::max(p, centre + half)), "Wilson"};
}

MaybeFigure mean_with_interval(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  const auto n = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  const double mean = sum / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double half = n > 1 ? kZ * std::sqrt(squares / (n - 1) / n) : 0;
  return Figure{mean, mean - half, mean + half, "standard error of the mean"};
}

MaybeFigure bootstrap(double value, Outcomes left, std::uint64_t seed,
                      const std::function<double(Draw)>& statistic) {
  if (!std::isfinite(value)) return std::nullopt;
  std::array<std::vector<std::uint32_t>, 2> rows_of_class;
  for (std::uint32_t row = 0; row < left.size(); ++row) rows_of_class[left[row]].push_back(row);
  SeededRandom random(seed);
  std::vector<double> statistics;
  std::vector<std::uint32_t> times(left.size());
  for (std::size_t i = 0; i < draws_for(left.size()); ++i) {
    std::fill(times.begin(), times.end(), 0);
    for (const auto& rows : rows_of_class)
      for (std::size_t k = 0; k < rows.size(); ++k) ++times[rows[random.below(rows.size())]];
    const double of_draw = statistic(times);
    if (std::isfinite(of_draw)) statistics.push_back(of_draw);
  }
  if (statistics.empty()) return std::nullopt;
  std::sort(statistics.begin(), statistics.end());
  return Figure{value, std::min(value, quantile(statistics, 0.025)),
                std::max(value, quantile(statistics, 0.975)), "bootstrap"};
}

}  // namespace retainwise::metric
