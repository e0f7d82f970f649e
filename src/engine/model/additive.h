#pragma once
/// An additive model on the log-odds scale: one curve a feature, so that reasons are exact at once.
#include <cstdint>
#include <span>
#include <vector>

namespace retainwise::model {

/// f(x): linear between the points (x ascending), level beyond the ends; NaN → at_missing. Centred:
/// its mean over the training rows is 0.
struct Curve {
  std::int32_t feature = 0;  ///< place in Encoding::features
  std::vector<float> x, y;   ///< same length ≥ 1
  float at_missing = 0;
};

/// margin(x) = base_margin + Σ curves.
struct Additive {
  double base_margin = 0;
  std::vector<Curve> curves;  ///< at most one a feature
};

/// The curve's value at x, in double arithmetic.
double value_at(const Curve& curve, float x);
/// `features` has a value for every curve's feature, NaN missing.
double margin_of(const Additive& additive, std::span<const float> features);

}  // namespace retainwise::model
