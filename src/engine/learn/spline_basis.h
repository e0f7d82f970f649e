#pragma once
/// Base features → the columns of a spline logistic, and its coefficients → one curve a feature.
/// Every statistic is frozen from the training rows that the basis was made of.
#include <cstdint>
#include <span>
#include <vector>

#include "engine/learn/design.h"
#include "engine/learn/division.h"
#include "engine/learn/ridge_logistic.h"
#include "engine/model/additive.h"

namespace retainwise::learn {

/// A number becomes itself, clipped at 8 standard deviations; for more than 8 values hinges at its
/// 10, 30, 50, 70 and 90 % quantiles; log1p where it is ≥ 0 and its skewness above 1 (drawn as
/// straight pieces, so that its curve is exact). A category becomes one column a level of at least
/// max(5, .2 %) rows, at most 200 of all categories together, the largest first. Either has a
/// column for missing where some are. Columns have mean 0 and, but for levels, deviation 1.
class SplineBasis {
 public:
  /// `rows`: labelled rows to take the statistics from.
  SplineBasis(const Fold& fold, std::span<const std::uint32_t> rows);

  std::size_t columns() const { return columns_.size(); }
  Design design(const Fold& fold, std::span<const std::uint32_t> rows) const;
  /// The same function as the design's product with the coefficients, but for rounding.
  model::Additive additive(const Coefficients& coefficients) const;

 private:
  std::vector<model::Curve> columns_;  ///< the columns of one feature stand together
};

}  // namespace retainwise::learn
