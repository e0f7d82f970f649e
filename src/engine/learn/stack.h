#pragma once
/// How members are weighed against each other; this is the calibration as well.
#include <cstdint>
#include <span>
#include <vector>

namespace retainwise::learn {

/// log-odds = intercept + Σ weight · margin.
struct Stack {
  double intercept = 0;
  std::vector<double> weights;  ///< ≥ 0; 0 for members that do not help
};

/// The weights ≥ 0 and the intercept with the lowest log-loss, by margins clipped to ± 12 and with
/// Platt's (1999) softened outcomes; members of weight ≤ .02 are dropped and the rest weighed
/// again. `margins[m]` is one a row; rows must be rows that the members had not seen.
Stack fit_stack(const std::vector<std::vector<double>>& margins,
                std::span<const std::uint8_t> left);

}  // namespace retainwise::learn
