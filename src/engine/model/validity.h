#pragma once
/// Whether a model can be scored with: every reference points to something, every number is usable.
#include "base/result.h"
#include "engine/model/model.h"

namespace retainwise::model {

/// Deeper trees are refused; learning never makes them.
inline constexpr int kDeepestTree = 64;

/// kBadFile naming the first thing that does not fit.
Result<void> check_validity(const Model& model);

}  // namespace retainwise::model
