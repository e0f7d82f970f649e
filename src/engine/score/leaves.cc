#include "engine/score/leaves.h"

#include <algorithm>

namespace retainwise::score {
namespace {

enum class Side : std::uint8_t { kLeft, kRight };

PathFeature& entry_of(std::vector<PathFeature>& path, std::int32_t feature) {
  for (PathFeature& entry : path) {
    if (entry.feature == feature) return entry;
  }
  path.emplace_back().feature = feature;
  return path.back();
}

std::vector<PathFeature> path_below(std::vector<PathFeature> path, const model::Tree& tree,
                                    const model::TreeNode& node, Side side, const Cuts& cuts) {
  const std::int32_t child = side == Side::kLeft ? node.left : node.right;
  PathFeature& entry = entry_of(path, node.feature);
  const std::int32_t code = cuts.code(node.feature, node.cut);
  if (side == Side::kLeft) {
    entry.high = std::min(entry.high, code);
  } else {
    entry.low = std::max(entry.low, code);
  }
  entry.missing_inside = entry.missing_inside && (node.default_left == (side == Side::kLeft));
  entry.share *= cover_share(node, tree.nodes[static_cast<std::size_t>(child)]);
  return path;
}

void number_leaves(const model::Tree& tree, Leaves& out) {
  const std::size_t nodes = tree.nodes.size();
  out.first.assign(nodes, 0);
  out.count.assign(nodes, 1);
  // Children come after their parent: backwards counts, forwards places.
  for (std::size_t n = nodes; n-- > 0;) {
    const model::TreeNode& node = tree.nodes[n];
    if (node.left < 0) continue;
    out.count[n] = out.count[static_cast<std::size_t>(node.left)] +
                   out.count[static_cast<std::size_t>(node.right)];
  }
  for (std::size_t n = 0; n < nodes; ++n) {
    const model::TreeNode& node = tree.nodes[n];
    if (node.left < 0) continue;
    const auto left = static_cast<std::size_t>(node.left);
    out.first[left] = out.first[n];
    out.first[static_cast<std::size_t>(node.right)] = out.first[n] + out.count[left];
  }
}

}  // namespace

double cover_share(const model::TreeNode& parent, const model::TreeNode& child) {
  if (!(parent.cover > 0)) return 0.5;
  return static_cast<double>(child.cover) / static_cast<double>(parent.cover);
}

Leaves Leaves::of(const model::Tree& tree, const Cuts& cuts) {
  Leaves out;
  number_leaves(tree, out);
  out.leaves.resize(out.count[0]);
  std::vector<std::vector<PathFeature>> paths(tree.nodes.size());
  for (std::size_t n = 0; n < tree.nodes.size(); ++n) {
    const model::TreeNode& node = tree.nodes[n];
    if (node.left < 0) {
      out.widest_path = std::max(out.widest_path, paths[n].size());
      out.leaves[out.first[n]] = {static_cast<double>(node.value), std::move(paths[n])};
      continue;
    }
    paths[static_cast<std::size_t>(node.left)] =
        path_below(paths[n], tree, node, Side::kLeft, cuts);
    paths[static_cast<std::size_t>(node.right)] =
        path_below(std::move(paths[n]), tree, node, Side::kRight, cuts);
  }
  return out;
}

double expected_value(const Leaves& leaves) {
  double sum = 0;
  for (const Leaf& leaf : leaves.leaves) {
    double value = leaf.value;
    for (const PathFeature& entry : leaf.path) value *= entry.share;
    sum += value;
  }
  return sum;
}

}  // namespace retainwise::score
