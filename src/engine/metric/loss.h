#pragma once
/// How far probabilities are from what happened.
#include <span>

#include "engine/metric/figure.h"

namespace retainwise::metric {

/// Mean negative log-likelihood; probabilities are kept 1e-15 away from 0 and 1.
MaybeFigure log_loss(std::span<const double> probability, Outcomes left);
/// Mean squared distance (Brier 1950).
MaybeFigure brier(std::span<const double> probability, Outcomes left);
/// Log-loss of giving everybody the rate `rate`.
double chance_log_loss(double rate);

}  // namespace retainwise::metric
