#pragma once
/// A tree as the sum of its leaves: each leaf with what its path asks of every feature on it.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/model/trees.h"
#include "engine/score/cuts.h"

namespace retainwise::score {

inline constexpr std::int32_t kNoHigh = std::numeric_limits<std::int32_t>::max();

/// What a leaf's path asks of one feature: a code in [low, high), or a missing value where
/// `missing_inside`.
struct PathFeature {
  std::int32_t feature = 0;
  std::int32_t low = 0;
  std::int32_t high = kNoHigh;
  bool missing_inside = true;
  double share = 1;  ///< product of cover(child) ÷ cover(parent) over the path's edges on it
};

struct Leaf {
  double value = 0;
  std::vector<PathFeature> path;  ///< one entry a feature, in order of first use
};

/// The leaves of a tree from left to right, so that every subtree is a range of them.
struct Leaves {
  std::vector<Leaf> leaves;
  std::vector<std::size_t> first, count;  ///< by node
  std::size_t widest_path = 0;            ///< most features on one path

  static Leaves of(const model::Tree& tree, const Cuts& cuts);
};

/// cover(child) ÷ cover(parent); ½ where the parent's is 0, so that everything stays finite.
double cover_share(const model::TreeNode& parent, const model::TreeNode& child);

/// The mean answer of the tree under its covers: Σ value · product of shares.
double expected_value(const Leaves& leaves);

}  // namespace retainwise::score
