#pragma once
/// Trees that are too deep or too many for tables: the same Shapley values by one pass down and one
/// up the tree for every quadrature point (docs/reasons.md). Any depth; no quantising.
#include <cstddef>
#include <vector>

#include "engine/model/trees.h"
#include "engine/score/feature_view.h"

namespace retainwise::score {

class DeepTree {
 public:
  /// `widest_path`: most different features on one path.
  DeepTree(const model::Tree& tree, std::size_t widest_path);

  /// Rows that add() works on at once.
  static constexpr std::size_t kLanes = 8;
  /// rows ≤ kLanes; sums[feature][lane] += the tree's Shapley values.
  void add(const FeatureView& values, std::size_t rows, double* sums) const;

 private:
  /// What a row's path does to the factor of a feature at an edge: the feature's earlier edges
  /// already failed, they held and this one fails, or all hold.
  static constexpr std::size_t kFates = 3;
  struct Node {
    std::int32_t left = -1, right = -1, feature = -1;
    float cut = 0;
    bool default_left = false;
    double value = 0;
    std::int32_t earlier = -1;  ///< the node below the nearest edge above on the same feature
  };
  /// Of the edge into a node, by fate.
  struct Edge {
    double factor[kFates] = {};
    double credit[kFates] = {};
  };
  class Pass;

  std::vector<Node> nodes_;
  std::vector<double> weights_;  ///< by quadrature point
  std::vector<Edge> edges_;      ///< [point][node]
};

}  // namespace retainwise::score
