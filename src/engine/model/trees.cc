#include "engine/model/trees.h"

#include <cmath>
#include <cstddef>

namespace retainwise::model {
namespace {

float leaf_of(const Tree& tree, std::span<const float> features) {
  std::size_t at = 0;
  while (tree.nodes[at].feature >= 0) {
    const TreeNode& node = tree.nodes[at];
    const float x = features[static_cast<std::size_t>(node.feature)];
    const bool left = std::isnan(x) ? node.default_left : x < node.cut;
    at = static_cast<std::size_t>(left ? node.left : node.right);
  }
  return tree.nodes[at].value;
}

}  // namespace

float margin_of(const Trees& trees, std::span<const float> features) {
  float margin = trees.base_margin;
  for (const Tree& tree : trees.trees) margin += leaf_of(tree, features);
  return margin;
}

}  // namespace retainwise::model
