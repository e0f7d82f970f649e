#include "tests/engine/score/reference.h"

#include <bit>
#include <cmath>
#include <cstdint>

namespace retainwise::score {
namespace {

/// Mean answer of the subtree where the features of `known` (bits by feature) are the row's.
double answer(const model::Tree& tree, std::size_t n, const float* row, std::uint32_t known) {
  const model::TreeNode& node = tree.nodes[n];
  if (node.left < 0) return static_cast<double>(node.value);
  const auto left = static_cast<std::size_t>(node.left);
  const auto right = static_cast<std::size_t>(node.right);
  if (((known >> node.feature) & 1U) != 0) {
    const float x = row[node.feature];
    const bool to_left = std::isnan(x) ? node.default_left : x < node.cut;
    return answer(tree, to_left ? left : right, row, known);
  }
  const auto share = [&](std::size_t child) {
    return node.cover > 0
               ? static_cast<double>(tree.nodes[child].cover) / static_cast<double>(node.cover)
               : 0.5;
  };
  return share(left) * answer(tree, left, row, known) +
         share(right) * answer(tree, right, row, known);
}

std::uint32_t used_by(const model::Tree& tree) {
  std::uint32_t used = 0;
  for (const model::TreeNode& node : tree.nodes) {
    if (node.left >= 0) used |= 1U << static_cast<std::uint32_t>(node.feature);
  }
  return used;
}

/// |S|! (n − |S| − 1)! ÷ n!
double weight(int n, int known) {
  return std::exp(std::lgamma(known + 1) + std::lgamma(n - known) - std::lgamma(n + 1));
}

void add(const model::Tree& tree, const float* row, std::vector<double>& sums) {
  const std::uint32_t used = used_by(tree);
  const int n = std::popcount(used);
  sums.back() += answer(tree, 0, row, 0);
  // Every subset of `used`, itself left out.
  for (std::uint32_t known = (used - 1) & used; used != 0; known = (known - 1) & used) {
    const double without = answer(tree, 0, row, known);
    for (std::uint32_t f = 0; f + 1 < sums.size(); ++f) {
      const std::uint32_t bit = 1U << f;
      if ((used & bit) == 0 || (known & bit) != 0) continue;
      sums[f] += weight(n, std::popcount(known)) * (answer(tree, 0, row, known | bit) - without);
    }
    if (known == 0) break;
  }
}

}  // namespace

std::vector<double> shapley_by_subsets(const model::Trees& trees, const float* row) {
  std::vector<double> sums(static_cast<std::size_t>(trees.features) + 1, 0.0);
  sums.back() = static_cast<double>(trees.base_margin);
  for (const model::Tree& tree : trees.trees) add(tree, row, sums);
  return sums;
}

}  // namespace retainwise::score
