#include "engine/score/cuts.h"

#include <algorithm>

namespace retainwise::score {

Cuts Cuts::of(const model::Trees& trees) {
  std::vector<std::vector<float>> by_feature(static_cast<std::size_t>(trees.features));
  for (const model::Tree& tree : trees.trees) {
    for (const model::TreeNode& node : tree.nodes) {
      if (node.left >= 0) by_feature[static_cast<std::size_t>(node.feature)].push_back(node.cut);
    }
  }
  Cuts out;
  out.begin_.push_back(0);
  for (std::vector<float>& cuts : by_feature) {
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    out.cuts_.insert(out.cuts_.end(), cuts.begin(), cuts.end());
    out.begin_.push_back(out.cuts_.size());
  }
  return out;
}

std::int32_t Cuts::code(std::int32_t feature, float value) const {
  const std::span<const float> cuts = of(feature);
  return static_cast<std::int32_t>(std::upper_bound(cuts.begin(), cuts.end(), value) -
                                   cuts.begin());
}

}  // namespace retainwise::score
