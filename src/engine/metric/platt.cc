#include <cmath>
#include <numeric>

#include "engine/metric/calibration.h"

namespace retainwise::metric {
namespace {

/// Log-loss of a line against Platt's softened targets, with its derivatives by (slope, intercept).
struct Loss {
  double value = 0, by_slope = 0, by_intercept = 0;
  double slope_slope = 0, slope_intercept = 0, intercept_intercept = 0;
};

struct Targets {
  double left, stayed;
};

/// log(1 + e^x) without overflow.
double softplus(double x) {
  return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

Loss loss_of(const Line& line, std::span<const double> margin, Outcomes left, Targets targets) {
  Loss loss;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double target = left[i] != 0 ? targets.left : targets.stayed;
    const double log_odds = line.intercept + line.slope * margin[i];
    const double p = sigmoid(log_odds);
    loss.value += softplus(log_odds) - target * log_odds;
    loss.by_slope += (p - target) * margin[i];
    loss.by_intercept += p - target;
    const double h = p * (1 - p);
    loss.slope_slope += h * margin[i] * margin[i];
    loss.slope_intercept += h * margin[i];
    loss.intercept_intercept += h;
  }
  return loss;
}

/// One Newton step, damped so that it exists even where the margin is constant.
Line step_from(const Line& line, const Loss& loss, double scale) {
  const double a = loss.slope_slope + 1e-9, b = loss.slope_intercept;
  const double d = loss.intercept_intercept + 1e-9;
  const double determinant = a * d - b * b;
  return {line.slope - scale * (d * loss.by_slope - b * loss.by_intercept) / determinant,
          line.intercept - scale * (a * loss.by_intercept - b * loss.by_slope) / determinant};
}

}  // namespace

Line platt(std::span<const double> margin, Outcomes left) {
  const auto positives = static_cast<double>(std::accumulate(left.begin(), left.end(), 0));
  const double negatives = static_cast<double>(left.size()) - positives;
  const Targets targets{(positives + 1) / (positives + 2), 1 / (negatives + 2)};
  Line line{0, std::log((positives + 1) / (negatives + 1))};
  Loss loss = loss_of(line, margin, left, targets);
  for (int round = 0; round < 100; ++round) {
    double scale = 1;
    Line next = step_from(line, loss, scale);
    Loss next_loss = loss_of(next, margin, left, targets);
    while (!(next_loss.value <= loss.value) && scale > 1e-10) {
      scale /= 2;
      next = step_from(line, loss, scale);
      next_loss = loss_of(next, margin, left, targets);
    }
    const double gain = loss.value - next_loss.value;
    if (!(gain > 0)) break;
    line = next;
    loss = next_loss;
    if (gain < 1e-12 * static_cast<double>(left.size())) break;
  }
  if (line.slope >= 0) return line;
  return {0, std::log((positives + 1) / (negatives + 1))};
}

}  // namespace retainwise::metric
