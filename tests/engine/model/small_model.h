#pragma once
/// A model of every part there is, small enough to read.
#include "engine/model/model.h"

namespace retainwise::model {

inline Tree small_tree() {
  Tree tree;
  tree.nodes.resize(3);
  tree.nodes[0].feature = 0;
  tree.nodes[0].left = 1;
  tree.nodes[0].right = 2;
  tree.nodes[0].cut = 12.5F;
  tree.nodes[0].cover = 10;
  tree.nodes[0].default_left = true;
  tree.nodes[1].value = 0.5F;
  tree.nodes[1].cover = 4;
  tree.nodes[2].value = -0.25F;
  tree.nodes[2].cover = 6;
  return tree;
}

inline Model small_model() {
  Model model;
  model.outcome_column = "Churn";
  model.left_value = "Yes";
  model.inputs.push_back({"tenure", table::Type::kNumber, false, {}});
  model.inputs.push_back({"Contract", table::Type::kText, true, {"Two year", "Month-to-month"}});
  model.inputs.push_back({"signup", table::Type::kDate, false, {}});
  Feature number, rank, age;
  number.columns = {0};
  rank.kind = Feature::Kind::kRank;
  rank.columns = {1};
  rank.level_ranks = {0, 1};
  age.kind = Feature::Kind::kAge;
  age.columns = {2};
  age.reference_day = 20000;
  Predictor predictor;
  predictor.encoding.features = {number, rank, age};
  predictor.intercept = -0.125;
  predictor.trees.push_back({0.75, {3, -1.5F, {small_tree()}}});
  predictor.additive.push_back({0.25, {-1, {{1, {0, 1}, {-0.5F, 0.5F}, 0.125F}}}});
  model.predictors = {predictor};
  model.base_rate = 0.265;
  model.threshold = 0.32;
  model.figures = Json{{"rows", 7043}};
  return model;
}

/// With what version 2 added, and every kind of derived feature.
inline Model small_model_with_derived_features() {
  using Kind = Feature::Kind;
  Model model = small_model();
  model.inputs.push_back({"spent", table::Type::kNumber, false, {}});
  model.inputs.push_back({"shop", table::Type::kText, true, {"one", "two", "three"}});
  Feature rate;
  rate.kind = Kind::kRate;
  rate.columns = {4};
  rate.level_ranks = {0.25F, 0.5F, 0.125F};
  std::vector<Feature>& features = model.predictors[0].encoding.features;
  features.push_back(rate);
  for (const Kind kind : {Kind::kSum, Kind::kMissingCount, Kind::kYesCount, Kind::kRatio,
                          Kind::kProduct, Kind::kPlus, Kind::kMinus, Kind::kResidual}) {
    Feature derived;
    derived.kind = kind;
    derived.columns = {0, 3};
    if (kind == Kind::kResidual) derived.columns.push_back(0);
    features.push_back(derived);
  }
  return model;
}

/// With what version 3 added.
inline Model small_model_with_profile() {
  Model model = small_model();
  Profile profile;
  profile.rows = 10;
  profile.left = 3;
  profile.scores = {{-1.5, 0.25}, {2, 5, 3}};
  profile.columns = {{1, {{12.5}, {4, 5}}}, {0, {{}, {6, 4}}}, {2, {{18000, 19000.5}, {3, 3, 2}}}};
  model.profile = profile;
  return model;
}

}  // namespace retainwise::model
