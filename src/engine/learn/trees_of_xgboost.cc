#include "engine/learn/trees_of_xgboost.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"

namespace retainwise::learn {
namespace {

model::TreeNode node_of(const Json& tree, std::size_t i) {
  model::TreeNode node;
  node.cover = tree.at("sum_hessian").at(i).get<float>();
  if (tree.at("left_children").at(i).get<std::int32_t>() < 0) {
    node.value = tree.at("split_conditions").at(i).get<float>();
    return node;
  }
  node.feature = tree.at("split_indices").at(i).get<std::int32_t>();
  node.cut = tree.at("split_conditions").at(i).get<float>();
  node.default_left = tree.at("default_left").at(i).get<int>() != 0;
  return node;
}

/// Breadth first from the root, so that nodes that pruning left behind are dropped.
model::Tree tree_of(const Json& json) {
  const Json& left = json.at("left_children");
  const Json& right = json.at("right_children");
  std::vector<std::size_t> theirs = {0};
  model::Tree tree;
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    model::TreeNode node = node_of(json, theirs[i]);
    if (node.feature >= 0) {
      node.left = static_cast<std::int32_t>(theirs.size());
      node.right = node.left + 1;
      theirs.push_back(left.at(theirs[i]).get<std::size_t>());
      theirs.push_back(right.at(theirs[i]).get<std::size_t>());
    }
    tree.nodes.push_back(node);
  }
  return tree;
}

/// As XGBoost does it, in float.
float margin_of(const std::string& base_score) {
  const float p = std::stof(base_score);
  return -std::log(1.0F / p - 1.0F);
}

}  // namespace

Result<model::Trees> trees_of_xgboost(std::span<const std::uint8_t> ubjson, int rounds) {
  try {
    const Json json = Json::from_ubjson(ubjson.begin(), ubjson.end());
    const Json& learner = json.at("learner");
    const Json& parameters = learner.at("learner_model_param");
    model::Trees trees;
    trees.features = std::stoi(parameters.at("num_feature").get<std::string>());
    trees.base_margin = margin_of(parameters.at("base_score").get<std::string>());
    const Json& all = learner.at("gradient_booster").at("model").at("trees");
    for (std::size_t i = 0; i < static_cast<std::size_t>(rounds); ++i)
      trees.trees.push_back(tree_of(all.at(i)));
    return trees;
  } catch (const std::exception& error) {
    return bug(std::string("XGBoost's model has an unknown shape: ") + error.what());
  }
}

}  // namespace retainwise::learn
