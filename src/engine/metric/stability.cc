#include "engine/metric/stability.h"

#include <cmath>
#include <numeric>

namespace retainwise::metric {
namespace {

constexpr double kHalf = 0.5;
/// The standard normal's point of .999.
constexpr double kOnceInAThousand = 3.0902;

double rows_of(std::span<const std::uint32_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), 0.0);
}

std::size_t used_bins(std::span<const std::uint32_t> before, std::span<const std::uint32_t> now) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < before.size(); ++i) used += before[i] + now[i] > 0 ? 1U : 0U;
  return used;
}

double chi_squared(double freedom) {
  const double ninth = 2 / (9 * freedom);
  return freedom * std::pow(1 - ninth + kOnceInAThousand * std::sqrt(ninth), 3);
}

}  // namespace

std::optional<double> psi(std::span<const std::uint32_t> before,
                          std::span<const std::uint32_t> now) {
  const double n = rows_of(before), m = rows_of(now);
  if (n == 0 || m == 0) return std::nullopt;
  const double added = kHalf * static_cast<double>(used_bins(before, now));
  double sum = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == 0 && now[i] == 0) continue;
    const double p = (before[i] + kHalf) / (n + added), q = (now[i] + kHalf) / (m + added);
    sum += (q - p) * std::log(q / p);
  }
  return sum;
}

double psi_by_chance(std::span<const std::uint32_t> before, std::span<const std::uint32_t> now) {
  const double n = rows_of(before), m = rows_of(now);
  const std::size_t used = used_bins(before, now);
  if (n == 0 || m == 0 || used < 2) return 0;
  return (1 / n + 1 / m) * chi_squared(static_cast<double>(used - 1));
}

}  // namespace retainwise::metric
