#pragma once
/// XGBoost's own model format (UBJSON, 1.7) → our trees.
#include <cstdint>
#include <span>

#include "base/result.h"
#include "engine/model/trees.h"

namespace retainwise::learn {

/// The first `rounds` trees, their nodes renumbered so that children come after their parent. kBug
/// where the bytes are not such a model.
Result<model::Trees> trees_of_xgboost(std::span<const std::uint8_t> ubjson, int rounds);

}  // namespace retainwise::learn
