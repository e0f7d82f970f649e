#include "engine/score/reasons.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "tests/engine/score/forest.h"
#include "tests/engine/score/reference.h"

namespace retainwise::score {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::vector<float> reasons_of(const TreeReasons& reasons, const Rows& rows) {
  std::vector<float> out(rows.rows * (rows.features + 1));
  reasons.contributions(rows.rows, FeatureView::rows_first(rows.values.data(), rows.features), out);
  return out;
}

double farthest(const std::vector<float>& a, const std::vector<float>& b) {
  EXPECT_EQ(a.size(), b.size());
  double most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    most = std::max(most, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
  }
  return most;
}

/// A path below which nothing else hangs: root splits, left child splits again and so on.
model::TreeNode leaf(float value, float cover) {
  return {.value = value, .cover = cover};
}
model::TreeNode split(std::int32_t feature, float cut, std::int32_t left, float cover,
                      bool default_left) {
  return {.left = left,
          .right = left + 1,
          .feature = feature,
          .cut = cut,
          .cover = cover,
          .default_left = default_left};
}

CompileOptions without_tables() {
  CompileOptions options;
  options.max_table_bytes = 0;
  return options;
}

class AgainstXgboost : public testing::TestWithParam<int> {};

TEST_P(AgainstXgboost, GivesItsContributionsByTables) {
  const Trained trained = train({.depth = GetParam()});
  const TreeReasons reasons = TreeReasons::compile(trained.trees);
  EXPECT_EQ(reasons.deep_trees(), 0U);
  EXPECT_LE(farthest(reasons_of(reasons, trained.rows), trained.contributions), 1e-5);
}

TEST_P(AgainstXgboost, GivesItsContributionsWithoutTables) {
  const Trained trained = train({.depth = GetParam()});
  const TreeReasons reasons = TreeReasons::compile(trained.trees, without_tables());
  EXPECT_EQ(reasons.blocks(), 0U);
  EXPECT_LE(farthest(reasons_of(reasons, trained.rows), trained.contributions), 1e-5);
}

TEST_P(AgainstXgboost, SumsToItsMargin) {
  const Trained trained = train({.depth = GetParam(), .seed = 77});
  const std::vector<float> out = reasons_of(TreeReasons::compile(trained.trees), trained.rows);
  const std::size_t width = trained.rows.features + 1;
  for (std::size_t r = 0; r < trained.rows.rows; ++r) {
    double sum = 0;
    for (std::size_t f = 0; f < width; ++f) sum += static_cast<double>(out[r * width + f]);
    ASSERT_NEAR(sum, static_cast<double>(trained.margins[r]), 3e-5) << "row " << r;
  }
}

TEST_P(AgainstXgboost, GivesTheSameBitsOnEveryInstructionSet) {
  const Trained trained = train({.depth = GetParam(), .features = 20}, 1111);
  const auto by = [&](InstructionSet set) {
    CompileOptions options;
    options.instruction_set = set;
    return reasons_of(TreeReasons::compile(trained.trees, options), trained.rows);
  };
  const std::vector<float> scalar = by(InstructionSet::kScalar);
  for (int set = 1; set <= static_cast<int>(best_instruction_set()); ++set) {
    const std::vector<float> other = by(static_cast<InstructionSet>(set));
    EXPECT_EQ(std::memcmp(scalar.data(), other.data(), scalar.size() * sizeof(float)), 0)
        << name_of(static_cast<InstructionSet>(set));
  }
}

INSTANTIATE_TEST_SUITE_P(Depth, AgainstXgboost, testing::Range(1, 9));

TEST(TreeReasons, AgreeWithTheSumOverAllSubsets) {
  const Trained trained = train({.depth = 5, .rounds = 10, .features = 6}, 40);
  for (const CompileOptions& options : {CompileOptions(), without_tables()}) {
    const std::vector<float> out =
        reasons_of(TreeReasons::compile(trained.trees, options), trained.rows);
    for (std::size_t r = 0; r < trained.rows.rows; ++r) {
      const std::vector<double> truth =
          shapley_by_subsets(trained.trees, trained.rows.values.data() + r * 6);
      for (std::size_t f = 0; f < truth.size(); ++f) {
        ASSERT_NEAR(static_cast<double>(out[r * 7 + f]), truth[f], 1e-5) << r << " " << f;
      }
    }
  }
}

TEST(TreeReasons, TakeTheWayWithoutTablesForDeepTrees) {
  const Trained trained =
      train({.depth = 12, .rounds = 5, .train_rows = 6000, .features = 16}, 100);
  const TreeReasons reasons = TreeReasons::compile(trained.trees);
  EXPECT_GT(reasons.deep_trees(), 0U);
  EXPECT_LE(farthest(reasons_of(reasons, trained.rows), trained.contributions), 2e-5);
}

TEST(TreeReasons, ReadMoreThan254CutsOfOneFeature) {
  const Trained trained = train(
      {.depth = 6, .rounds = 60, .train_rows = 20000, .features = 2, .missing = 0.2, .bins = 2000},
      2000);
  ASSERT_GT(Cuts::of(trained.trees).of(0).size(), 508U);
  EXPECT_LE(farthest(reasons_of(TreeReasons::compile(trained.trees), trained.rows),
                     trained.contributions),
            2e-5);
}

TEST(TreeReasons, GiveARowTheSameBitsAloneAndInAnyBatch) {
  const Trained trained = train({.depth = 6, .features = 12}, 1500);
  for (const CompileOptions& options : {CompileOptions(), without_tables()}) {
    const TreeReasons reasons = TreeReasons::compile(trained.trees, options);
    const std::vector<float> together = reasons_of(reasons, trained.rows);
    std::vector<float> alone(13);
    for (std::size_t r = 0; r < trained.rows.rows; r += 7) {
      const float* row = trained.rows.values.data() + r * 12;
      reasons.contributions(1, FeatureView::rows_first(row, 12), alone);
      ASSERT_EQ(std::memcmp(alone.data(), together.data() + r * 13, 13 * sizeof(float)), 0) << r;
    }
  }
}

TEST(TreeReasons, ReadValuesThatLieByColumn) {
  const Trained trained = train({.depth = 4}, 700);
  const TreeReasons reasons = TreeReasons::compile(trained.trees);
  std::vector<float> by_column(trained.rows.values.size());
  for (std::size_t i = 0; i < by_column.size(); ++i) {
    by_column[i % 8 * 700 + i / 8] = trained.rows.values[i];
  }
  std::vector<float> out(700 * 9);
  reasons.contributions(700, FeatureView::columns_first(by_column.data(), 700), out);
  EXPECT_EQ(out, reasons_of(reasons, trained.rows));
}

TEST(TreeReasons, GiveExactlyZeroToAFeatureInNoTree) {
  Trained trained = train({.depth = 4, .features = 6}, 50);
  trained.trees.features = 7;
  Rows rows{50, 7, {}};
  for (std::size_t r = 0; r < 50; ++r) {
    const auto* row = trained.rows.values.data() + r * 6;
    rows.values.insert(rows.values.end(), row, row + 6);
    rows.values.push_back(1e9F);
  }
  for (const CompileOptions& options : {CompileOptions(), without_tables()}) {
    const auto out = reasons_of(TreeReasons::compile(trained.trees, options), rows);
    for (std::size_t r = 0; r < 50; ++r) EXPECT_EQ(out[r * 8 + 6], 0.0F);
  }
}

TEST(TreeReasons, StayFiniteWhereNobodyCameThrough) {
  // The left child has no rows at all: its own children's shares are 0 ÷ 0.
  model::Trees trees{.features = 2, .base_margin = 0.25F, .trees = {}};
  trees.trees.push_back({{split(0, 0.5F, 1, 10, true), split(1, 0.5F, 3, 0, false), leaf(2, 10),
                          leaf(-1, 0), leaf(3, 0)}});
  const std::vector<float> values = {0.1F, 0.1F, 0.9F, 0.1F, kNan, kNan, 0.5F, 0.5F};
  for (const CompileOptions& options : {CompileOptions(), without_tables()}) {
    const auto out = reasons_of(TreeReasons::compile(trees, options), Rows{4, 2, values});
    for (std::size_t r = 0; r < 4; ++r) {
      const std::vector<double> truth = shapley_by_subsets(trees, values.data() + r * 2);
      for (std::size_t f = 0; f < 3; ++f) {
        EXPECT_NEAR(static_cast<double>(out[r * 3 + f]), truth[f], 1e-6) << r << " " << f;
      }
    }
  }
}

TEST(TreeReasons, SendAValueEqualToTheCutToTheRight) {
  model::Trees trees{.features = 1, .base_margin = 0, .trees = {}};
  trees.trees.push_back({{split(0, 0.5F, 1, 4, false), leaf(-1, 1), leaf(1, 3)}});
  for (const CompileOptions& options : {CompileOptions(), without_tables()}) {
    const TreeReasons reasons = TreeReasons::compile(trees, options);
    const auto out = reasons_of(reasons, Rows{3, 1, {0.5F, std::nextafter(0.5F, 0.0F), kNan}});
    EXPECT_FLOAT_EQ(out[0], 0.5F);
    EXPECT_FLOAT_EQ(out[2], -1.5F);
    EXPECT_FLOAT_EQ(out[4], 0.5F);
    EXPECT_FLOAT_EQ(reasons.base(), 0.5F);
  }
}

TEST(TreeReasons, OfNoTreesAreTheBaseAlone) {
  const TreeReasons reasons =
      TreeReasons::compile({.features = 2, .base_margin = -0.5F, .trees = {}});
  EXPECT_EQ(reasons_of(reasons, Rows{1, 2, {1, 2}}), (std::vector<float>{0, 0, -0.5F}));
}

TEST(TreeReasons, OfATreeThatIsOneLeafAreTheBaseAlone) {
  model::Trees trees{.features = 1, .base_margin = 1, .trees = {{{leaf(0.5F, 9)}}}};
  for (const CompileOptions& options : {CompileOptions(), without_tables()}) {
    EXPECT_EQ(reasons_of(TreeReasons::compile(trees, options), Rows{1, 1, {3}}),
              (std::vector<float>{0, 1.5F}));
  }
}

TEST(TreeReasons, KeepTheirTablesWithinTheBoundGiven) {
  const Trained trained = train({.depth = 6, .rounds = 20, .features = 12}, 50);
  CompileOptions options;
  options.max_table_bytes = 100'000;
  const TreeReasons reasons = TreeReasons::compile(trained.trees, options);
  EXPECT_LE(reasons.table_bytes(), options.max_table_bytes);
  EXPECT_LE(farthest(reasons_of(reasons, trained.rows), trained.contributions), 1e-5);
}

}  // namespace
}  // namespace retainwise::score
