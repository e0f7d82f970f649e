#pragma once
/// Boosted trees as `score` reads them: what XGBoost learned, without XGBoost.
#include <cstdint>
#include <span>
#include <vector>

namespace retainwise::model {

/// Inner nodes send x < cut left, x >= cut right, NaN to the default side. Floats are compared as
/// XGBoost 1.7 compares them. A leaf has left == -1 and its value in `value`.
struct TreeNode {
  std::int32_t left = -1, right = -1;
  std::int32_t feature = -1;
  float cut = 0;
  float value = 0;  ///< leaf: its log-odds; inner node: unused
  float cover = 0;  ///< sum of the training rows' hessians that came through
  bool default_left = false;
};

/// Node 0 is the root; children come after their parent.
struct Tree {
  std::vector<TreeNode> nodes;
};

/// margin(x) = base_margin + Σ leaf values.
struct Trees {
  std::int32_t features = 0;
  float base_margin = 0;  ///< log-odds
  std::vector<Tree> trees;
};

/// By walking every tree, in float and tree by tree as XGBoost adds them. `features` holds at least
/// trees.features values, NaN missing.
float margin_of(const Trees& trees, std::span<const float> features);

}  // namespace retainwise::model
