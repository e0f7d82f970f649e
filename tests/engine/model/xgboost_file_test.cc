#include "engine/model/xgboost_file.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/engine/model/small_model.h"

namespace retainwise::model {
namespace {

Json exported(const Model& model) {
  StringSink sink;
  EXPECT_TRUE(write_xgboost(model, sink).ok());
  return std::move(parse_json(sink.text())).value();
}

TEST(XGBoostFile, HoldsTheTreesTimesTheirWeightBehindTheConstant) {
  const Json json = exported(small_model());
  const Json& trees = json["learner"]["gradient_booster"]["model"]["trees"];
  ASSERT_EQ(trees.size(), 2U);
  // intercept + weight of the trees · their base margin + weight of the curves · theirs
  EXPECT_FLOAT_EQ(trees[0]["split_conditions"][0].get<float>(), -0.125F - 0.75F * 1.5F - 0.25F);
  EXPECT_FLOAT_EQ(trees[1]["split_conditions"][0].get<float>(), 12.5F);
  EXPECT_FLOAT_EQ(trees[1]["split_conditions"][1].get<float>(), 0.75F * 0.5F);
  EXPECT_FLOAT_EQ(trees[1]["split_conditions"][2].get<float>(), 0.75F * -0.25F);
  EXPECT_EQ(trees[1]["left_children"], Json({1, -1, -1}));
  EXPECT_EQ(trees[1]["parents"], Json({2147483647, 0, 0}));
  EXPECT_EQ(trees[1]["default_left"][0], 1);
}

TEST(XGBoostFile, TellsHowEachFeatureIsMadeAndTheCurvesBesideTheTrees) {
  const Json json = exported(small_model());
  const Json attribute =
      std::move(parse_json(json["learner"]["attributes"]["retainwise"].get<std::string>())).value();
  ASSERT_EQ(attribute["features"].size(), 2U) << "the date is asked for by nobody";
  EXPECT_EQ(attribute["features"][0]["kind"], "number");
  EXPECT_EQ(attribute["features"][1],
            Json({{"name", "Contract: rank"},
                  {"kind", "rank"},
                  {"columns", {"Contract"}},
                  {"levels", {{"Two year", 0.0}, {"Month-to-month", 1.0}}}}));
  EXPECT_EQ(attribute["curves"][0], Json({{"feature", "Contract: rank"},
                                          {"x", {0.0, 1.0}},
                                          {"y", {-0.125, 0.125}},
                                          {"at_missing", 0.03125}}));
  EXPECT_EQ(json["learner"]["feature_names"], Json({"tenure", "Contract: rank"}));
}

TEST(XGBoostFile, FeaturesThatGiveTheSameValuesAreOneAndOthersHaveNamesOfTheirOwn) {
  Model model = small_model();
  model.predictors.push_back(model.predictors[0]);
  model.predictors[1].encoding.features[1].level_ranks = {1, 0};
  const ExportedFeatures features = exported_features(model);
  EXPECT_EQ(features.names,
            (std::vector<std::string>{"tenure", "Contract: rank", "Contract: rank 2"}));
  EXPECT_EQ(features.places[0], (std::vector<std::int32_t>{0, 1, -1}));
  EXPECT_EQ(features.places[1], (std::vector<std::int32_t>{0, 2, -1}));
  const Json trees = exported(model)["learner"]["gradient_booster"]["model"]["trees"];
  ASSERT_EQ(trees.size(), 3U);
  EXPECT_FLOAT_EQ(trees[2]["split_conditions"][1].get<float>(), 0.75F * 0.5F / 2)
      << "the model is the mean of its predictors";
}

TEST(XGBoostFile, NamesAreFreeOfWhatXGBoostRefuses) {
  Model model = small_model();
  model.inputs[0].name = "a[<b>]";
  const ExportedFeatures features = exported_features(model);
  EXPECT_EQ(features.names[0], "a(_b>)");
  EXPECT_EQ(std::set<std::string>(features.names.begin(), features.names.end()).size(),
            features.names.size());
}

TEST(XGBoostFile, SameModelSameBytes) {
  StringSink one, other;
  ASSERT_TRUE(write_xgboost(small_model_with_derived_features(), one).ok());
  ASSERT_TRUE(write_xgboost(small_model_with_derived_features(), other).ok());
  EXPECT_EQ(one.text(), other.text());
}

}  // namespace
}  // namespace retainwise::model
