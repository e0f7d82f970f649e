#include "engine/metric/calibration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace retainwise::metric {
namespace {

CalibrationBin bin_of(std::span<const std::uint32_t> rows, std::span<const double> probability,
                      Outcomes left) {
  CalibrationBin bin;
  std::size_t hits = 0;
  for (const std::uint32_t row : rows) {
    bin.predicted += probability[row];
    hits += left[row];
  }
  bin.rows = rows.size();
  bin.predicted /= static_cast<double>(bin.rows);
  const Figure observed = *wilson(hits, bin.rows);
  bin.observed = observed.value;
  bin.low = observed.low;
  bin.high = observed.high;
  return bin;
}

}  // namespace

Calibration calibration(std::span<const double> probability, Outcomes left, std::size_t bins) {
  std::vector<std::uint32_t> order(left.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return probability[a] != probability[b] ? probability[a] < probability[b] : a < b;
  });
  Calibration result;
  std::size_t first = 0;
  for (std::size_t b = 1; b <= bins && first < order.size(); ++b) {
    std::size_t last = b * order.size() / bins;
    if (last <= first) continue;
    while (last < order.size() && probability[order[last]] == probability[order[last - 1]]) ++last;
    const auto rows = std::span(order).subspan(first, last - first);
    result.bins.push_back(bin_of(rows, probability, left));
    const CalibrationBin& bin = result.bins.back();
    result.error += std::abs(bin.predicted - bin.observed) * static_cast<double>(bin.rows) /
                    static_cast<double>(order.size());
    first = last;
  }
  return result;
}

double sigmoid(double log_odds) {
  if (log_odds >= 0) return 1 / (1 + std::exp(-log_odds));
  const double odds = std::exp(log_odds);
  return odds / (1 + odds);
}

double logit(double probability) {
  return std::log(probability / (1 - probability));
}

}  // namespace retainwise::metric
