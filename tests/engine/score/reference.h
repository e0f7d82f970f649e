#pragma once
/// The definition itself, slowly: the game of Lundberg, Erion, Lee (arXiv 1802.03888) by recursion,
/// the Shapley value by its sum over all subsets, in double.
#include <vector>

#include "engine/model/trees.h"

namespace retainwise::score {

/// By feature, and the base last. At most 12 features may be on one tree.
std::vector<double> shapley_by_subsets(const model::Trees& trees, const float* row);

}  // namespace retainwise::score
