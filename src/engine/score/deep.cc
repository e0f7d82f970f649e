#include "engine/score/deep.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/score/leaves.h"
#include "engine/score/quadrature.h"

namespace retainwise::score {
namespace {

constexpr std::uint8_t kFailedEarlier = 0, kFails = 1, kHolds = 2;

bool goes_left(float value, float cut, bool default_left) {
  return std::isnan(value) ? default_left : value < cut;
}

}  // namespace

DeepTree::DeepTree(const model::Tree& tree, std::size_t widest_path) {
  const std::size_t count = tree.nodes.size();
  nodes_.resize(count);
  std::vector<double> share(count, 1.0);       // of the edge into a node
  std::vector<double> all_shares(count, 1.0);  // of all edges on that feature so far
  std::vector<std::int32_t> parent(count, -1);
  for (std::size_t n = 0; n < count; ++n) {
    const model::TreeNode& from = tree.nodes[n];
    Node& node = nodes_[n];
    node = {from.left,   from.right,        from.feature,
            from.cut,    from.default_left, static_cast<double>(from.value),
            node.earlier};
    if (from.left < 0) continue;
    for (const std::int32_t child : {from.left, from.right}) {
      const auto c = static_cast<std::size_t>(child);
      parent[c] = static_cast<std::int32_t>(n);
      std::int32_t at = static_cast<std::int32_t>(n);
      while (parent[static_cast<std::size_t>(at)] >= 0 &&
             nodes_[static_cast<std::size_t>(parent[static_cast<std::size_t>(at)])].feature !=
                 from.feature) {
        at = parent[static_cast<std::size_t>(at)];
      }
      const bool repeated = parent[static_cast<std::size_t>(at)] >= 0;
      nodes_[c].earlier = repeated ? at : -1;
      share[c] = cover_share(from, tree.nodes[c]);
      all_shares[c] = share[c] * (repeated ? all_shares[static_cast<std::size_t>(at)] : 1.0);
    }
  }
  for (const GaussPoint& point : gauss_legendre(std::max<std::size_t>(1, (widest_path + 1) / 2))) {
    weights_.push_back(point.weight);
    const double t = point.t;
    for (std::size_t n = 0; n < count; ++n) {
      Edge edge;
      const double before =
          nodes_[n].earlier < 0 ? 1.0 : all_shares[static_cast<std::size_t>(nodes_[n].earlier)];
      const double scale = before * (1 - t) + t;
      edge.factor[kFailedEarlier] = share[n];
      for (const std::uint8_t fate : {kFails, kHolds}) {
        const double holds = fate == kHolds ? 1.0 : 0.0;
        edge.factor[fate] = (all_shares[n] * (1 - t) + holds * t) / scale;
        edge.credit[fate] =
            (holds - all_shares[n]) / scale - (1 - before) / scale * edge.factor[fate];
      }
      edges_.push_back(edge);
    }
  }
}

/// One tile of rows on its way through the tree; all buffers [node][lane].
class DeepTree::Pass {
 public:
  Pass(const DeepTree& tree, const FeatureView& values, std::size_t rows)
      : tree_(tree),
        fates_(tree.nodes_.size()),
        down_(tree.nodes_.size()),
        up_(tree.nodes_.size()) {
    fates_[0].fill(kHolds);
    for (std::size_t n = 0; n < tree.nodes_.size(); ++n) {
      if (tree.nodes_[n].left >= 0) decide(n, values, rows);
    }
  }

  void add(std::size_t point, double* sums) {
    const Edge* edges = tree_.edges_.data() + point * tree_.nodes_.size();
    down_[0].fill(tree_.weights_[point]);
    for (std::size_t n = 0; n < tree_.nodes_.size(); ++n) {
      const Node& node = tree_.nodes_[n];
      if (node.left < 0) continue;
      for (const std::int32_t child : {node.left, node.right}) {
        const auto c = static_cast<std::size_t>(child);
        for (std::size_t i = 0; i < kLanes; ++i) {
          down_[c][i] = down_[n][i] * edges[c].factor[fates_[c][i]];
        }
      }
    }
    for (std::size_t n = tree_.nodes_.size(); n-- > 0;) climb(n, edges, sums);
  }

 private:
  void decide(std::size_t n, const FeatureView& values, std::size_t rows) {
    const Node& node = tree_.nodes_[n];
    const auto left = static_cast<std::size_t>(node.left);
    const auto right = static_cast<std::size_t>(node.right);
    for (std::size_t i = 0; i < kLanes; ++i) {
      const float value = i < rows ? values.at(i, static_cast<std::size_t>(node.feature)) : 0.0F;
      const bool to_left = goes_left(value, node.cut, node.default_left);
      // Both children hang on the same earlier edge.
      const std::int32_t earlier = tree_.nodes_[left].earlier;
      const bool held = earlier < 0 || fates_[static_cast<std::size_t>(earlier)][i] == kHolds;
      fates_[left][i] = !held ? kFailedEarlier : to_left ? kHolds : kFails;
      fates_[right][i] = !held ? kFailedEarlier : to_left ? kFails : kHolds;
    }
  }

  void climb(std::size_t n, const Edge* edges, double* sums) {
    const Node& node = tree_.nodes_[n];
    if (node.left < 0) {
      up_[n].fill(node.value);
      return;
    }
    const auto left = static_cast<std::size_t>(node.left);
    const auto right = static_cast<std::size_t>(node.right);
    double* sum = sums + static_cast<std::size_t>(node.feature) * kLanes;
    for (std::size_t i = 0; i < kLanes; ++i) {
      const std::uint8_t fate_left = fates_[left][i];
      const std::uint8_t fate_right = fates_[right][i];
      up_[n][i] = edges[left].factor[fate_left] * up_[left][i] +
                  edges[right].factor[fate_right] * up_[right][i];
      sum[i] += down_[n][i] * (edges[left].credit[fate_left] * up_[left][i] +
                               edges[right].credit[fate_right] * up_[right][i]);
    }
  }

  const DeepTree& tree_;
  std::vector<std::array<std::uint8_t, kLanes>> fates_;
  std::vector<std::array<double, kLanes>> down_, up_;
};

void DeepTree::add(const FeatureView& values, std::size_t rows, double* sums) const {
  Pass pass(*this, values, rows);
  for (std::size_t point = 0; point < weights_.size(); ++point) pass.add(point, sums);
}

}  // namespace retainwise::score
