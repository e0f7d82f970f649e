#include "engine/model/additive.h"

#include <cmath>

namespace retainwise::model {

namespace {

/// #{point ≤ x}, by a search without jumps that depend on x.
std::size_t points_up_to(const Curve& curve, float x) {
  const float* base = curve.x.data();
  for (std::size_t left = curve.x.size(); left > 1;) {
    const std::size_t half = left / 2;
    base += half & (std::size_t{0} - static_cast<std::size_t>(base[half - 1] <= x));
    left -= half;
  }
  return static_cast<std::size_t>(base - curve.x.data()) + static_cast<std::size_t>(*base <= x);
}

}  // namespace

double value_at(const Curve& curve, float x) {
  if (std::isnan(x)) return curve.at_missing;
  const std::size_t i = points_up_to(curve, x);
  if (i == 0) return curve.y.front();
  if (i == curve.x.size()) return curve.y.back();
  const double x0 = curve.x[i - 1], x1 = curve.x[i], y0 = curve.y[i - 1], y1 = curve.y[i];
  return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
}

double margin_of(const Additive& additive, std::span<const float> features) {
  double margin = additive.base_margin;
  for (const Curve& curve : additive.curves)
    margin += value_at(curve, features[static_cast<std::size_t>(curve.feature)]);
  return margin;
}

}  // namespace retainwise::model
