#include "engine/learn/split_gain.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace retainwise::learn {
namespace {

constexpr std::size_t kBins = 24;
constexpr std::size_t kMostSampled = 1024;
constexpr double kLambda = 1;

struct Sum {
  double gradient = 0, hessian = 0;
  Sum& operator+=(const Sum& other) {
    gradient += other.gradient;
    hessian += other.hessian;
    return *this;
  }
  Sum operator-(const Sum& other) const {
    return {gradient - other.gradient, hessian - other.hessian};
  }
  double score() const { return gradient * gradient / (hessian + kLambda); }
};

/// Ascending, all different; x belongs to the bin of the number of cuts ≤ x.
std::vector<double> quantile_cuts(std::span<const double> values) {
  const std::size_t step = (values.size() + kMostSampled - 1) / kMostSampled;
  std::vector<double> sample;
  for (std::size_t i = 0; i < values.size(); i += step)
    if (!std::isnan(values[i])) sample.push_back(values[i]);
  std::sort(sample.begin(), sample.end());
  std::vector<double> cuts;
  for (std::size_t b = 1; b < kBins && !sample.empty(); ++b) {
    const double cut = sample[b * sample.size() / kBins];
    if (cut > sample.front() && (cuts.empty() || cut > cuts.back())) cuts.push_back(cut);
  }
  return cuts;
}

}  // namespace

double best_gain(std::span<const double> values, const Slopes& slopes) {
  const std::vector<double> cuts = quantile_cuts(values);
  std::array<Sum, kBins> bins;
  Sum missing, all;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Sum row{slopes.gradient[i], slopes.hessian[i]};
    all += row;
    if (std::isnan(values[i])) {
      missing += row;
      continue;
    }
    const auto bin = std::upper_bound(cuts.begin(), cuts.end(), values[i]) - cuts.begin();
    bins[static_cast<std::size_t>(bin)] += row;
  }
  double best = 0;
  Sum below;
  for (std::size_t cut = 0; cut < cuts.size(); ++cut) {
    below += bins[cut];
    Sum with_missing = below;
    with_missing += missing;
    for (const Sum& side : {below, with_missing})
      best = std::max(best, side.score() + (all - side).score() - all.score());
  }
  return best;
}

}  // namespace retainwise::learn
