#include "engine/model/tree_depth.h"

#include <algorithm>
#include <vector>

namespace retainwise::model {

std::size_t deepest(const Trees& trees) {
  std::size_t most = 0;
  for (const Tree& tree : trees.trees) {
    std::vector<std::size_t> depth(tree.nodes.size(), 0);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      most = std::max(most, depth[i]);
      if (tree.nodes[i].left < 0) continue;
      depth[static_cast<std::size_t>(tree.nodes[i].left)] = depth[i] + 1;
      depth[static_cast<std::size_t>(tree.nodes[i].right)] = depth[i] + 1;
    }
  }
  return most;
}

}  // namespace retainwise::model
