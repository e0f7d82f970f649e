#pragma once
/// Whether 30 % means 30 %.
#include <cstddef>
#include <span>
#include <vector>

#include "engine/metric/figure.h"

namespace retainwise::metric {

struct CalibrationBin {
  double predicted = 0;  ///< mean probability
  double observed = 0;   ///< share who left
  std::size_t rows = 0;
  double low = 0, high = 0;  ///< Wilson's interval of `observed`
};

struct Calibration {
  double error = 0;  ///< mean |predicted − observed|, weighted by rows
  std::vector<CalibrationBin> bins;
};

/// Up to `bins` bins of equal size in the order of the probability; equal probabilities never part.
/// No bins where there are no rows.
Calibration calibration(std::span<const double> probability, Outcomes left, std::size_t bins = 10);

/// A line in log-odds that brings `margin` nearest to the outcomes by log-loss (Platt 1999 with his
/// targets): calibrated log-odds = intercept + slope · margin. Slope ≥ 0.
struct Line {
  double slope = 1, intercept = 0;
};
Line platt(std::span<const double> margin, Outcomes left);

double sigmoid(double log_odds);
double logit(double probability);

}  // namespace retainwise::metric
