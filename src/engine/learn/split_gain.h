#pragma once
/// How much one cut of a feature would help a booster: second-order gain (Chen, Guestrin, KDD 2016,
/// equation 7, without the ½ and γ), λ = 1.
#include <cstddef>
#include <span>

namespace retainwise::learn {

/// First and second derivative of the loss by row.
struct Slopes {
  std::span<const double> gradient, hessian;
};

/// Best gain of one cut between 24 quantile bins of `values`, the missing (NaN) on the side that
/// suits them; ≥ 0. Quantiles are those of at most 1,024 rows, evenly spread.
double best_gain(std::span<const double> values, const Slopes& slopes);

}  // namespace retainwise::learn
