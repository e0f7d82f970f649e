#pragma once
/// How deep trees are.
#include <cstddef>

#include "engine/model/trees.h"

namespace retainwise::model {

/// Edges from the root to the deepest leaf of all trees.
std::size_t deepest(const Trees& trees);

}  // namespace retainwise::model
