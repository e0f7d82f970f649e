#pragma once
/// A score drawn against the outcomes: points for pictures, and what each threshold does.
#include <optional>
#include <span>
#include <vector>

#include "engine/metric/figure.h"

namespace retainwise::metric {

struct RocPoint {
  double false_positive_rate = 0, true_positive_rate = 0;
};
/// Corners of the exact curve from (0, 0) to (1, 1), at most 102 of them: from one to the next the
/// two rates together grow by little more than .02, but where many rows have one score. Empty where
/// a class is missing.
std::vector<RocPoint> roc_curve(std::span<const double> score, Outcomes left);

struct PrPoint {
  double recall = 0, precision = 0;
};
/// From the first distinct score to recall 1, at most 102 points, likewise thinned. Empty where a
/// class is missing.
std::vector<PrPoint> pr_curve(std::span<const double> score, Outcomes left);

/// How much a row counts.
struct Weights {
  double left = 1, stayed = 1;
};
/// With them `rate` of the rows have left, and the rows still add up to their number. Both classes
/// must be there.
Weights weighted_to(double rate, Outcomes left);

/// What happens when everybody at or above `threshold` is flagged, in weighted rows.
struct Cut {
  double threshold = 0;
  double true_positive = 0, false_positive = 0, true_negative = 0, false_negative = 0;

  double flagged() const { return true_positive + false_positive; }
  /// nullopt where nobody is flagged.
  std::optional<double> precision() const;
  double recall() const { return true_positive / (true_positive + false_negative); }
};
/// About a hundred, the highest threshold first: after each further hundredth of the rows, halfway
/// between two neighbouring probabilities, and at last everybody. Where one flags the same rows as
/// `used`, `used` stands in its place; else it is one more. Empty where a class is missing.
std::vector<Cut> cuts(std::span<const double> probability, Outcomes left, const Weights& weights,
                      std::optional<double> used);

}  // namespace retainwise::metric
