#include "engine/model/additive.h"

#include <algorithm>
#include <cmath>

namespace retainwise::model {

double value_at(const Curve& curve, float x) {
  if (std::isnan(x)) return curve.at_missing;
  const auto after = std::upper_bound(curve.x.begin(), curve.x.end(), x);
  if (after == curve.x.begin()) return curve.y.front();
  if (after == curve.x.end()) return curve.y.back();
  const auto i = static_cast<std::size_t>(after - curve.x.begin());
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
