#include "engine/score/scorer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "engine/table/builder.h"

namespace retainwise::score {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

model::TreeNode leaf(float value, float cover) {
  model::TreeNode node;
  node.value = value;
  node.cover = cover;
  return node;
}

/// x[feature] < cut ? low : high, half of the training rows on each side.
model::Trees stump(std::int32_t features, std::int32_t feature, float cut, float low, float high) {
  model::TreeNode root;
  root.left = 1;
  root.right = 2;
  root.feature = feature;
  root.cut = cut;
  root.cover = 2;
  root.default_left = true;
  model::Trees trees;
  trees.features = features;
  trees.trees.push_back({{root, leaf(low, 1), leaf(high, 1)}});
  return trees;
}

model::Feature feature(model::Feature::Kind kind, std::vector<std::int32_t> columns) {
  model::Feature out;
  out.kind = kind;
  out.columns = std::move(columns);
  return out;
}

class ScorerOnThreeColumns : public testing::Test {
 protected:
  ScorerOnThreeColumns() {
    for (const char* name : {"a", "b", "unused"}) inputs_.push_back({.name = name, .levels = {}});
    table::TableBuilder builder;
    builder.add(table::number_column("a", {0, 1, 2, kNan}))
        .add(table::number_column("b", {5, 6, 7, 8}))
        .add(table::number_column("unused", {1, 2, 3, 4}));
    auto built = builder.build();
    table_ = std::move(built).value();
  }

  /// intercept .5 + 2 · stump(a; −1, 1) + 3 · stump(a + b; −2, 2)
  model::Predictor predictor() const {
    using Kind = model::Feature::Kind;
    model::Predictor out;
    out.encoding.features = {feature(Kind::kNumber, {0}), feature(Kind::kPlus, {0, 1})};
    out.intercept = 0.5;
    out.trees = {{2, stump(2, 0, 0.5F, -1, 1)}, {3, stump(2, 1, 8, -2, 2)}};
    return out;
  }

  Scores scored(std::span<const Panel> panels, unsigned threads = 1) const {
    const model::InputView view(inputs_, table_);
    NoProgress progress;
    auto scores = score(view, panels, threads, progress);
    return std::move(scores).value();
  }

  Panel everybody(const model::Predictor& predictor) const {
    Panel panel;
    panel.scorers.push_back(Scorer::compile(std::span(&predictor, 1), inputs_.size()));
    panel.of_row.assign(table_.rows(), 0);
    return panel;
  }

  std::vector<model::InputColumn> inputs_;
  table::Table table_;
};

TEST_F(ScorerOnThreeColumns, HandsAFeaturesShareToItsColumnsInEqualParts) {
  const std::vector<Panel> panels = {everybody(predictor())};
  const Scores scores = scored(panels);
  // Row 1: a = 1 → + 2; a + b = 7 → − 6, half to each.
  EXPECT_FLOAT_EQ(scores.reasons(1)[0], 2 - 3);
  EXPECT_FLOAT_EQ(scores.reasons(1)[1], -3);
  EXPECT_EQ(scores.reasons(1)[2], 0.0F);
  EXPECT_FLOAT_EQ(scores.base(1), 0.5F);
  EXPECT_DOUBLE_EQ(scores.log_odds(1), -3.5);
  EXPECT_DOUBLE_EQ(scores.probability(1), 1 / (1 + std::exp(3.5)));
}

/// As where one member reads base features only and another the derived ones too.
TEST_F(ScorerOnThreeColumns, TakesTreesThatKnowOnlyTheFirstFeatures) {
  model::Predictor shorter = predictor();
  shorter.trees[0].trees.features = 1;
  const Panel whole = everybody(predictor()), first = everybody(shorter);
  const Scores wanted = scored(std::span(&whole, 1)), got = scored(std::span(&first, 1));
  for (std::size_t row = 0; row < 4; ++row) {
    for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(got.reasons(row)[c], wanted.reasons(row)[c]);
    EXPECT_EQ(got.base(row), wanted.base(row));
  }
}

TEST_F(ScorerOnThreeColumns, SendsMissingCellsTheDefaultWay) {
  const std::vector<Panel> panels = {everybody(predictor())};
  // a and a + b are missing: both trees go left.
  EXPECT_DOUBLE_EQ(scored(panels).log_odds(3), 0.5 - 2 - 6);
}

TEST_F(ScorerOnThreeColumns, AddsTheCurvesOfAnAdditiveMember) {
  model::Predictor curved = predictor();
  curved.additive.push_back(
      {0.5, {0.25, {{.feature = 0, .x = {0, 2}, .y = {-1, 1}, .at_missing = 0.5F}}}});
  const std::vector<Panel> plain = {everybody(predictor())};
  const std::vector<Panel> panels = {everybody(curved)};
  EXPECT_DOUBLE_EQ(scored(panels).log_odds(0), scored(plain).log_odds(0) + 0.5 * (0.25 - 1));
  EXPECT_DOUBLE_EQ(scored(panels).log_odds(3), scored(plain).log_odds(3) + 0.5 * (0.25 + 0.5));
}

TEST_F(ScorerOnThreeColumns, TakesTheMeanOfItsPredictors) {
  std::vector<model::Predictor> two = {predictor(), predictor()};
  two[1].intercept = 2.5;
  two[1].trees.pop_back();
  Panel panel;
  panel.scorers.push_back(Scorer::compile(two, inputs_.size()));
  panel.of_row.assign(4, 0);
  const Scores scores = scored(std::span(&panel, 1));
  EXPECT_FLOAT_EQ(scores.base(1), 1.5F);
  EXPECT_DOUBLE_EQ(scores.log_odds(1), (-3.5 + 4.5) / 2);
}

TEST_F(ScorerOnThreeColumns, AsksForEachRowOnlyTheScorerThatSpeaksOfIt) {
  model::Predictor other = predictor();
  other.intercept = 10;
  Panel folds;
  folds.scorers.push_back(everybody(predictor()).scorers[0]);
  folds.scorers.push_back(everybody(other).scorers[0]);
  folds.of_row = {1, 0, 1, Panel::kNobody};
  Panel final_model = everybody(other);
  final_model.of_row = {Panel::kNobody, Panel::kNobody, Panel::kNobody, 0};
  const std::vector<Panel> panels = {std::move(folds), std::move(final_model)};
  const Scores scores = scored(panels);
  EXPECT_FLOAT_EQ(scores.base(0), 10);
  EXPECT_FLOAT_EQ(scores.base(1), 0.5F);
  EXPECT_FLOAT_EQ(scores.base(2), 10);
  EXPECT_FLOAT_EQ(scores.base(3), 10);
}

TEST_F(ScorerOnThreeColumns, TakesTheMeanOfThePanelsThatSpeakOfARow) {
  model::Predictor other = predictor();
  other.intercept = 10.5;
  std::vector<Panel> panels = {everybody(predictor()), everybody(other)};
  panels[1].of_row[2] = Panel::kNobody;
  const Scores scores = scored(panels);
  EXPECT_FLOAT_EQ(scores.base(0), 5.5F);
  EXPECT_FLOAT_EQ(scores.base(2), 0.5F);
}

TEST_F(ScorerOnThreeColumns, GivesTheSameBitsOnAnyNumberOfThreads) {
  std::vector<double> a, b, c;
  for (int r = 0; r < 5000; ++r) {
    a.push_back(r % 7 == 0 ? kNan : r % 3);
    b.push_back(r % 11);
    c.push_back(r);
  }
  table::TableBuilder builder;
  builder.add(table::number_column("a", a))
      .add(table::number_column("b", b))
      .add(table::number_column("unused", c));
  auto built = builder.build();
  ASSERT_TRUE(built.ok());
  table_ = std::move(built).value();
  const std::vector<Panel> panels = {everybody(predictor())};
  const Scores one = scored(panels, 1);
  const Scores four = scored(panels, 4);
  for (std::size_t r = 0; r < 5000; ++r) {
    ASSERT_EQ(one.log_odds(r), four.log_odds(r));
    for (std::size_t i = 0; i < 3; ++i) ASSERT_EQ(one.reasons(r)[i], four.reasons(r)[i]);
  }
}

TEST_F(ScorerOnThreeColumns, StopsWhenCancelled) {
  class Stopped final : public Progress {
    void at(Stage, double) override {}
    void rows(std::int64_t) override {}
    bool cancelled() const override { return true; }
  };
  Stopped progress;
  const std::vector<Panel> panels = {everybody(predictor())};
  const auto scores = score(model::InputView(inputs_, table_), panels, 1, progress);
  ASSERT_FALSE(scores.ok());
  EXPECT_EQ(scores.error().kind, ErrorKind::kCancelled);
}

}  // namespace
}  // namespace retainwise::score
