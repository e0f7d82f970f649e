#include "engine/score/quadrature.h"

#include <cmath>
#include <numbers>

namespace retainwise::score {
namespace {

struct Legendre {
  double value, slope;
};

/// The Legendre polynomial of the degree and its derivative at x in (−1, 1).
Legendre legendre(std::size_t degree, double x) {
  double before = 1;
  double value = x;
  for (std::size_t k = 2; k <= degree; ++k) {
    const auto n = static_cast<double>(k);
    const double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
    before = value;
    value = next;
  }
  const auto n = static_cast<double>(degree);
  return {value, n * (x * value - before) / (x * x - 1)};
}

}  // namespace

std::vector<GaussPoint> gauss_legendre(std::size_t points) {
  std::vector<GaussPoint> found(points);
  const auto n = static_cast<double>(points);
  for (std::size_t i = 0; i < points; ++i) {
    double x = std::cos(std::numbers::pi * (static_cast<double>(i) + 0.75) / (n + 0.5));
    // Newton's steps from this start converge quadratically; eight are more than enough.
    for (int step = 0; step < 8; ++step) {
      const Legendre at = legendre(points, x);
      x -= at.value / at.slope;
    }
    const double slope = legendre(points, x).slope;
    found[i] = {(1 - x) / 2, 1 / ((1 - x * x) * slope * slope)};
  }
  return found;
}

}  // namespace retainwise::score
