#pragma once
/// Which pairs of columns a fold reads as features, by its training rows alone.
#include <vector>

#include "base/result.h"
#include "engine/learn/division.h"
#include "engine/learn/features.h"

namespace retainwise::learn {

/// A pilot booster on `rows` says what the columns themselves leave unexplained; see
/// pair_features.h. At most 100,000 training rows are looked at, evenly spread. kCancelled.
Result<std::vector<model::Feature>> choose_pairs(const Material& material,
                                                 const std::vector<bool>& training,
                                                 const FeatureRows& rows, const Stop& stop);

}  // namespace retainwise::learn
