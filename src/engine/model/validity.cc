#include "engine/model/validity.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace retainwise::model {
namespace {

using Kind = Feature::Kind;

Error unfit(std::string what) {
  return bad_file("bad_model", "The model file cannot be used: " + std::move(what) + ".",
                  "Use a model file as it was saved by this program.");
}

bool is_share(double x) {
  return x >= 0 && x <= 1;
}

bool is_usable(float x) {
  return std::isfinite(x);
}

/// How many columns a feature of this kind reads; 0: one or more.
std::size_t columns_of(Kind kind) {
  switch (kind) {
    case Kind::kNumber:
    case Kind::kRank:
    case Kind::kRate:
    case Kind::kAge:
    case Kind::kWeekday:
    case Kind::kMonth: return 1;
    case Kind::kRatio:
    case Kind::kProduct:
    case Kind::kPlus:
    case Kind::kMinus: return 2;
    case Kind::kResidual: return 3;
    case Kind::kSum:
    case Kind::kMissingCount:
    case Kind::kYesCount: return 0;
  }
  return 0;
}

Result<void> check(const Feature& feature, const std::vector<InputColumn>& inputs) {
  const std::size_t wanted = columns_of(feature.kind), given = feature.columns.size();
  if (given == 0 || (wanted != 0 && given != wanted))
    return unfit("a feature reads the wrong number of columns");
  for (const std::int32_t column : feature.columns)
    if (column < 0 || static_cast<std::size_t>(column) >= inputs.size())
      return unfit("a feature reads a column that there is not");
  if (!std::isfinite(feature.reference_day)) return unfit("a reference day is no number");
  if (feature.kind != Kind::kRank && feature.kind != Kind::kRate) return {};
  const InputColumn& input = inputs[static_cast<std::size_t>(feature.columns[0])];
  if (!input.category || input.levels.size() != feature.level_ranks.size())
    return unfit("the ranks of a category do not fit its levels");
  return {};
}

/// Children come after their parent, each node but the root has one parent, no leaf is deeper than
/// kDeepestTree.
Result<void> check(const Tree& tree, std::int32_t features) {
  const auto size = static_cast<std::int32_t>(tree.nodes.size());
  if (size == 0) return unfit("a tree is empty");
  std::vector<int> depth(tree.nodes.size(), -1);
  depth[0] = 0;
  for (std::int32_t i = 0; i < size; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const TreeNode& node = tree.nodes[at];
    if (depth[at] < 0) return unfit("a node of a tree hangs nowhere");
    if (!(node.cover >= 0) || !is_usable(node.cover)) return unfit("a cover is no number");
    if (node.feature < 0) {
      if (!is_usable(node.value)) return unfit("a leaf is no number");
      continue;
    }
    if (node.feature >= features || std::isnan(node.cut)) return unfit("a cut is no cut");
    if (depth[at] >= kDeepestTree) return unfit("a tree is too deep");
    for (const std::int32_t child : {node.left, node.right}) {
      if (child <= i || child >= size) return unfit("a node has no such child");
      const auto below = static_cast<std::size_t>(child);
      if (depth[below] >= 0) return unfit("a node of a tree has two parents");
      depth[below] = depth[at] + 1;
    }
  }
  return {};
}

Result<void> check(const Trees& trees, std::size_t features) {
  if (trees.features < 0 || static_cast<std::size_t>(trees.features) > features)
    return unfit("trees read features that there are not");
  if (!is_usable(trees.base_margin)) return unfit("a base margin is no number");
  for (const Tree& tree : trees.trees) RW_CHECK_OK(check(tree, trees.features));
  return {};
}

Result<void> check(const Additive& additive, std::size_t features) {
  if (!std::isfinite(additive.base_margin)) return unfit("a base margin is no number");
  std::set<std::int32_t> seen;
  for (const Curve& curve : additive.curves) {
    if (curve.feature < 0 || static_cast<std::size_t>(curve.feature) >= features)
      return unfit("a curve reads a feature that there is not");
    if (!seen.insert(curve.feature).second) return unfit("a feature has two curves");
    if (curve.x.empty() || curve.x.size() != curve.y.size()) return unfit("a curve is empty");
    const bool ascending = std::adjacent_find(curve.x.begin(), curve.x.end(), [](float a, float b) {
                             return !(a < b);
                           }) == curve.x.end();
    if (!ascending || !std::all_of(curve.x.begin(), curve.x.end(), is_usable) ||
        !std::all_of(curve.y.begin(), curve.y.end(), is_usable) || !is_usable(curve.at_missing))
      return unfit("a curve is not one");
  }
  return {};
}

Result<void> check(const Predictor& predictor, const std::vector<InputColumn>& inputs) {
  if (!std::isfinite(predictor.intercept)) return unfit("an intercept is no number");
  for (const Feature& feature : predictor.encoding.features) RW_CHECK_OK(check(feature, inputs));
  const std::size_t features = predictor.encoding.features.size();
  for (const auto& member : predictor.trees) {
    if (!std::isfinite(member.weight)) return unfit("a weight is no number");
    RW_CHECK_OK(check(member.trees, features));
  }
  for (const auto& member : predictor.additive) {
    if (!std::isfinite(member.weight)) return unfit("a weight is no number");
    RW_CHECK_OK(check(member.additive, features));
  }
  return {};
}

bool is_ascending(const std::vector<double>& cuts) {
  const auto ends =
      std::adjacent_find(cuts.begin(), cuts.end(), [](double a, double b) { return !(a < b); });
  return ends == cuts.end() &&
         std::all_of(cuts.begin(), cuts.end(), [](double x) { return std::isfinite(x); });
}

std::uint64_t rows_in(const Histogram& histogram) {
  return std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::uint64_t{0});
}

bool is_histogram(const Histogram& histogram, std::size_t bins) {
  return is_ascending(histogram.cuts) && histogram.counts.size() == bins;
}

Result<void> check(const Profile& profile, const std::vector<InputColumn>& inputs) {
  if (profile.left > profile.rows) return unfit("more customers left than there were");
  if (profile.columns.size() != inputs.size()) return unfit("its columns are not those profiled");
  if (!is_histogram(profile.scores, profile.scores.cuts.size() + 1) ||
      rows_in(profile.scores) > profile.rows)
    return unfit("the distribution of its scores is none");
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto& [missing, values] = profile.columns[i];
    const std::size_t bins = inputs[i].category ? inputs[i].levels.size() : values.cuts.size() + 1;
    if (!is_histogram(values, bins) || (inputs[i].category && !values.cuts.empty()) ||
        missing + rows_in(values) > profile.rows)
      return unfit("the distribution of a column is none");
  }
  return {};
}

}  // namespace

Result<void> check_validity(const Model& model) {
  if (!is_share(model.base_rate) || !is_share(model.threshold))
    return unfit("a rate lies outside 0 and 1");
  std::set<std::string> names;
  for (const InputColumn& input : model.inputs)
    if (!names.insert(input.name).second) return unfit("two columns have one name");
  if (model.predictors.empty()) return unfit("it predicts nothing");
  for (const Predictor& predictor : model.predictors) RW_CHECK_OK(check(predictor, model.inputs));
  return model.profile ? check(*model.profile, model.inputs) : Result<void>();
}

}  // namespace retainwise::model
