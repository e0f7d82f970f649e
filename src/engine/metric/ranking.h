#pragma once
/// How well a score puts those who left before those who stayed.
#include <cstdint>
#include <span>
#include <vector>

#include "engine/metric/figure.h"

namespace retainwise::metric {

/// Area under the ROC curve, ties counting half; NaN where a class is missing. O(n log n).
double auc(std::span<const double> score, Outcomes left);
/// The same with DeLong's interval (1988), by midranks (Sun and Xu 2014), cut to [0, 1].
MaybeFigure roc_auc(std::span<const double> score, Outcomes left);
/// Average precision (one step a distinct score), with a bootstrap interval.
MaybeFigure pr_auc(std::span<const double> score, Outcomes left, std::uint64_t seed);

/// One tenth of the rows, the riskiest first. Rows of one score share their outcomes evenly, so
/// that the order of the file never shows.
struct Decile {
  int decile = 0;  ///< 1 … 10
  std::size_t rows = 0;
  double left = 0;           ///< customers who left in it
  double share_of_left = 0;  ///< of all who left, in this and the riskier deciles
  double lift = 0;           ///< rate of this decile ÷ rate of all
};
/// Empty where there are fewer than ten rows or nobody left.
std::vector<Decile> deciles(std::span<const double> score, Outcomes left);
/// Rate among the riskiest tenth ÷ rate of all.
MaybeFigure lift_at_10(std::span<const double> score, Outcomes left, std::uint64_t seed);

}  // namespace retainwise::metric
