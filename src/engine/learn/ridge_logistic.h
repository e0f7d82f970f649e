#pragma once
/// Logistic regression with an L2 penalty, by Newton's method.
#include <cstdint>
#include <span>
#include <vector>

#include "engine/learn/design.h"

namespace retainwise::learn {

struct Coefficients {
  double intercept = 0;  ///< not penalised
  std::vector<double> beta;
};

/// Minimises Σ log-loss + ‖beta‖² ÷ (2 · c), beginning at `start`, until a step promises less than
/// 10⁻⁷ a row. One Hessian serves several steps while they make good way.
Coefficients fit_ridge_logistic(const Design& design, std::span<const std::uint8_t> left, double c,
                                Coefficients start);

/// The intercept alone: the base rate.
Coefficients base_rate_only(const Design& design, std::span<const std::uint8_t> left);

}  // namespace retainwise::learn
