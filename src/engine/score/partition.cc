#include "engine/score/partition.h"

#include <cassert>

namespace retainwise::score {
namespace {

/// In units of one comparison of a register of rows, measured on the AVX2 kernel.
double cost_of(const BlockShape& shape) {
  double comparisons = 0;
  for (const BlockFeature& feature : shape.features) {
    comparisons += static_cast<double>(feature.cuts.size());
    const bool own = feature.missing_digit != feature.digits.front() &&
                     feature.missing_digit != feature.digits.back();
    comparisons += own ? 1 : 0;
  }
  return comparisons + (shape.width() == 4 ? 12.0 : 20.0);
}

struct Choice {
  double cost = 0;
  bool whole = false;  ///< this subtree is one block
  bool fits = false;   ///< … could be one
};

}  // namespace

std::vector<PlannedBlock> partition(const model::Tree& tree, const Leaves& leaves) {
  std::vector<Choice> choices(tree.nodes.size());
  std::vector<std::optional<BlockShape>> shapes(tree.nodes.size());
  const auto range = [&](std::size_t n) {
    return std::span(leaves.leaves).subspan(leaves.first[n], leaves.count[n]);
  };
  for (std::size_t n = tree.nodes.size(); n-- > 0;) {
    const model::TreeNode& node = tree.nodes[n];
    const bool leaf = node.left < 0;
    const Choice none;
    const Choice& left = leaf ? none : choices[static_cast<std::size_t>(node.left)];
    const Choice& right = leaf ? none : choices[static_cast<std::size_t>(node.right)];
    // States only grow upwards: a subtree fits only if both of its halves do.
    if (leaf || (left.fits && right.fits)) shapes[n] = shape_of(range(n));
    Choice& choice = choices[n];
    choice.fits = shapes[n].has_value();
    assert(choice.fits || !leaf);
    const double apart = left.cost + right.cost;
    const double whole = choice.fits ? cost_of(*shapes[n]) : apart;
    choice.whole = leaf || (choice.fits && whole <= apart);
    choice.cost = choice.whole ? whole : apart;
  }
  std::vector<PlannedBlock> blocks;
  std::vector<std::size_t> open = {0};
  while (!open.empty()) {
    const std::size_t n = open.back();
    open.pop_back();
    if (choices[n].whole) {
      if (!shapes[n]->features.empty()) blocks.push_back({range(n), std::move(*shapes[n])});
      continue;
    }
    open.push_back(static_cast<std::size_t>(tree.nodes[n].right));
    open.push_back(static_cast<std::size_t>(tree.nodes[n].left));
  }
  return blocks;
}

}  // namespace retainwise::score
