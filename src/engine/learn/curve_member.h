#pragma once
/// The spline logistic of a division: a ridge logistic on splines of the base features, whose
/// reasons are exact by column.
#include <cstddef>
#include <vector>

#include "base/result.h"
#include "engine/learn/division.h"
#include "engine/learn/labelled.h"
#include "engine/model/additive.h"

namespace retainwise::learn {

/// Training rows beyond these, evenly thinned, do not change a curve of six bends any more.
inline constexpr std::size_t kMostCurveRows = 20000;

struct TrainedCurves {
  double c = 0;  ///< inverse penalty with the lowest log-loss on held-out rows
  std::vector<model::Additive> by_fold;
  std::vector<float> out_of_fold;  ///< margin by labelled row
};

/// kCancelled.
Result<TrainedCurves> train_curves(const Labelled& labelled, const Division& division,
                                   unsigned threads, const Stop& stop);

/// On all training rows of `fold`.
Result<model::Additive> refit_curves(const Labelled& labelled, const Fold& fold, double c,
                                     const Stop& stop);

}  // namespace retainwise::learn
