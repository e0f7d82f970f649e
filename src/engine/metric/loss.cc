#include "engine/metric/loss.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace retainwise::metric {
namespace {

constexpr double kNearest = 1e-15;  // to 0 and 1

}  // namespace

MaybeFigure log_loss(std::span<const double> probability, Outcomes left) {
  std::vector<double> losses(left.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double p = std::clamp(probability[i], kNearest, 1 - kNearest);
    losses[i] = -std::log(left[i] != 0 ? p : 1 - p);
  }
  return mean_with_interval(losses);
}

MaybeFigure brier(std::span<const double> probability, Outcomes left) {
  std::vector<double> squares(left.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double distance = probability[i] - left[i];
    squares[i] = distance * distance;
  }
  return mean_with_interval(squares);
}

double chance_log_loss(double rate) {
  const double p = std::clamp(rate, kNearest, 1 - kNearest);
  return -p * std::log(p) - (1 - p) * std::log(1 - p);
}

}  // namespace retainwise::metric
