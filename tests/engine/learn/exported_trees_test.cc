/// The real XGBoost loads what engine/model exports and says the same.
#include <gtest/gtest.h>
#include <xgboost/c_api.h>

#include <cmath>
#include <string>

#include "base/progress.h"
#include "engine/learn/learn.h"
#include "engine/model/xgboost_file.h"
#include "tests/engine/learn/customers.h"

namespace retainwise::learn {
namespace {

/// An exported model in the hands of XGBoost.
class Loaded {
 public:
  explicit Loaded(const model::Model& model) {
    StringSink sink;
    EXPECT_TRUE(model::write_xgboost(model, sink).ok());
    const std::string& text = sink.text();
    EXPECT_EQ(XGBoosterCreate(nullptr, 0, &booster_), 0);
    EXPECT_EQ(XGBoosterLoadModelFromBuffer(booster_, text.data(), text.size()), 0)
        << XGBGetLastError();
    const char* attribute = nullptr;
    int found = 0;
    EXPECT_EQ(XGBoosterGetAttr(booster_, "retainwise", &attribute, &found), 0);
    EXPECT_EQ(found, 1);
    attribute_ = std::move(parse_json(attribute)).value();
  }
  ~Loaded() { XGBoosterFree(booster_); }
  Loaded(const Loaded&) = delete;
  Loaded& operator=(const Loaded&) = delete;

  const Json& attribute() const { return attribute_; }

  /// values [rows][features]; type 1: margins, 2: contributions with the base value last.
  std::vector<float> predict(const std::vector<float>& values, std::size_t rows, int type) const {
    DMatrixHandle matrix = nullptr;
    EXPECT_EQ(
        XGDMatrixCreateFromMat(values.data(), rows, values.size() / rows, std::nanf(""), &matrix),
        0);
    const std::string config = R"({"type":)" + std::to_string(type) +
                               R"(,"training":false,"iteration_begin":0,"iteration_end":0,)"
                               R"("strict_shape":false})";
    const bst_ulong* shape = nullptr;
    bst_ulong dimensions = 0;
    const float* result = nullptr;
    EXPECT_EQ(
        XGBoosterPredictFromDMatrix(booster_, matrix, config.c_str(), &shape, &dimensions, &result),
        0)
        << XGBGetLastError();
    std::size_t count = 1;
    for (bst_ulong i = 0; i < dimensions; ++i) count *= shape[i];
    std::vector<float> out(result, result + count);
    XGDMatrixFree(matrix);
    return out;
  }

 private:
  BoosterHandle booster_ = nullptr;
  Json attribute_;
};

/// Row by row, as the booster wants them.
std::vector<float> features_of(const model::Encoding& encoding, const model::InputView& view) {
  const std::size_t width = encoding.features.size();
  std::vector<float> columns(width * view.rows()), rows(columns.size());
  model::encode(encoding, view, 0, view.rows(), columns);
  for (std::size_t r = 0; r < view.rows(); ++r) {
    for (std::size_t f = 0; f < width; ++f) rows[r * width + f] = columns[f * view.rows() + r];
  }
  return rows;
}

/// As the attribute tells it and nothing else.
double curves_of(const Json& attribute, const float* x) {
  double sum = 0;
  for (const Json& curve : attribute.at("curves")) {
    std::size_t f = 0;
    while (attribute.at("features").at(f).at("name") != curve.at("feature")) ++f;
    const auto at = curve.at("x").get<std::vector<double>>();
    const auto y = curve.at("y").get<std::vector<double>>();
    const double value = static_cast<double>(x[f]);
    if (std::isnan(value)) {
      sum += curve.at("at_missing").get<double>();
    } else if (value <= at.front()) {
      sum += y.front();
    } else if (value >= at.back()) {
      sum += y.back();
    } else {
      std::size_t i = 1;
      while (at[i] < value) ++i;
      sum += y[i - 1] + (y[i] - y[i - 1]) * (value - at[i - 1]) / (at[i] - at[i - 1]);
    }
  }
  return sum;
}

double mean_log_odds(const model::Model& model, const model::InputView& view, std::size_t row) {
  double sum = 0;
  for (const model::Predictor& predictor : model.predictors) sum += log_odds(predictor, view, row);
  return sum / static_cast<double>(model.predictors.size());
}

/// One with trees, curves, ranks of categories, dates and derived features.
struct Case {
  Customers made;
  model::Model model;
};

const Case& learned() {
  static const Case kOnce = [] {
    NoProgress progress;
    Case out{customers({.rows = 1500, .seed = 4}), {}};
    auto learned = learn(out.made.table, out.made.roles, {.seed = 0, .threads = 2}, progress);
    EXPECT_TRUE(learned.ok());
    out.model = std::move(learned->model);
    return out;
  }();
  return kOnce;
}

TEST(ExportedTrees, GiveTheModelsLogOddsTogetherWithTheCurvesBesideThem) {
  const Case& made = learned();
  const Loaded loaded(made.model);
  const model::InputView view(made.model.inputs, made.made.table);
  const model::ExportedFeatures features = model::exported_features(made.model);
  ASSERT_EQ(loaded.attribute().at("features").size(), features.names.size());
  const std::vector<float> x = features_of(features.encoding, view);
  const std::vector<float> margins = loaded.predict(x, view.rows(), 1);
  ASSERT_EQ(margins.size(), view.rows());
  double spread = 0;
  for (std::size_t row = 0; row < view.rows(); ++row) {
    const float* cells = x.data() + row * features.names.size();
    const double told = static_cast<double>(margins[row]) + curves_of(loaded.attribute(), cells);
    const double ours = mean_log_odds(made.model, view, row);
    ASSERT_NEAR(told, ours, 2e-5) << row;
    spread = std::max(spread, std::abs(ours));
  }
  EXPECT_GT(spread, 1) << "a model that says something";
}

TEST(ExportedTrees, KeepTheCoversThatContributionsNeed) {
  const Case& made = learned();
  const Loaded loaded(made.model);
  const model::InputView view(made.model.inputs, made.made.table);
  const model::ExportedFeatures features = model::exported_features(made.model);
  const std::size_t width = features.names.size();
  std::vector<float> x = features_of(features.encoding, view);
  x.resize(width * 50);
  const std::vector<float> margins = loaded.predict(x, 50, 1);
  const std::vector<float> shares = loaded.predict(x, 50, 2);
  ASSERT_EQ(shares.size(), 50 * (width + 1));
  for (std::size_t row = 0; row < 50; ++row) {
    float sum = 0;
    for (std::size_t f = 0; f <= width; ++f) sum += shares[row * (width + 1) + f];
    EXPECT_NEAR(sum, margins[row], 1e-4) << row;
  }
}

TEST(ExportedTrees, AModelWithoutTreesIsABoosterOfOneConstant) {
  model::Model model = learned().model;
  for (model::Predictor& predictor : model.predictors) {
    predictor.trees.clear();
    predictor.additive.clear();
    predictor.intercept = -1.25;
  }
  const Loaded loaded(model);
  EXPECT_EQ(loaded.attribute().at("features").size(), 0U);
  EXPECT_EQ(loaded.predict({1, 2}, 2, 1), (std::vector<float>{-1.25F, -1.25F}));
}

}  // namespace
}  // namespace retainwise::learn
