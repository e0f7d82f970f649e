#pragma once
/// Which subtrees of a tree become blocks: the cheapest cut of the tree into subtrees that fit.
#include <vector>

#include "engine/score/block.h"

namespace retainwise::score {

struct PlannedBlock {
  std::span<const Leaf> leaves;  ///< into the Leaves that was given
  BlockShape shape;
};

/// From left to right, every leaf in exactly one block; leaves without a path are in none. Needs
/// leaves.widest_path ≤ kMaxBlockFeatures.
std::vector<PlannedBlock> partition(const model::Tree& tree, const Leaves& leaves);

}  // namespace retainwise::score
