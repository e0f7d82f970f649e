#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/random.h"
#include "engine/metric/calibration.h"
#include "engine/metric/decision.h"
#include "engine/metric/figure.h"
#include "engine/metric/loss.h"

namespace retainwise::metric {
namespace {

using Left = std::vector<std::uint8_t>;
using Probability = std::vector<double>;

// Newcombe (1998), table I: 15 of 148 → 0.0624 to 0.1605.
TEST(Wilson, GivesAPublishedInterval) {
  const MaybeFigure figure = wilson(15, 148);
  ASSERT_TRUE(figure);
  EXPECT_NEAR(figure->low, 0.0624, 5e-5);
  EXPECT_NEAR(figure->high, 0.1605, 5e-5);
}

TEST(Wilson, StaysInsideZeroAndOne) {
  EXPECT_EQ(wilson(0, 10)->low, 0);
  EXPECT_EQ(wilson(10, 10)->high, 1);
  EXPECT_GT(wilson(0, 10)->high, 0.2);
  EXPECT_FALSE(wilson(0, 0).has_value());
}

TEST(LogLoss, IsAsComputedByHand) {
  const MaybeFigure figure = log_loss(Probability{0.9, 0.2}, Left{1, 0});
  EXPECT_NEAR(figure->value, -(std::log(0.9) + std::log(0.8)) / 2, 1e-12);
}

TEST(LogLoss, IsFiniteForACertainMistake) {
  EXPECT_TRUE(std::isfinite(log_loss(Probability{0.0}, Left{1})->value));
}

TEST(LogLoss, OfTheBaseRateIsChance) {
  const Left left{1, 0, 0, 0};
  EXPECT_NEAR(log_loss(Probability(4, 0.25), left)->value, chance_log_loss(0.25), 1e-12);
}

TEST(Brier, IsAsComputedByHand) {
  EXPECT_NEAR(brier(Probability{0.9, 0.2}, Left{1, 0})->value, (0.01 + 0.04) / 2, 1e-12);
}

TEST(Confusion, CallsAtTheThresholdItself) {
  const Confusion c = confusion(Probability{0.5, 0.4, 0.5, 0.1}, Left{1, 1, 0, 0}, 0.5);
  EXPECT_EQ(c.true_positive, 1U);
  EXPECT_EQ(c.false_negative, 1U);
  EXPECT_EQ(c.false_positive, 1U);
  EXPECT_EQ(c.true_negative, 1U);
  EXPECT_DOUBLE_EQ(accuracy(c)->value, 0.5);
  EXPECT_DOUBLE_EQ(precision(c)->value, 0.5);
  EXPECT_DOUBLE_EQ(recall(c)->value, 0.5);
  EXPECT_DOUBLE_EQ(f1(called_at(Probability{0.5, 0.4, 0.5, 0.1}, 0.5), Left{1, 1, 0, 0}, 1)->value,
                   0.5);
}

TEST(Precision, CannotBeSaidWhereNobodyIsCalled) {
  EXPECT_FALSE(precision(confusion(Probability{0.1}, Left{1}, 0.5)).has_value());
}

TEST(BestF1Threshold, BeatsEveryOtherThreshold) {
  SeededRandom random(3);
  Probability probability;
  Left left;
  for (int i = 0; i < 400; ++i) {
    probability.push_back(static_cast<double>(random.below(40)) / 40);
    left.push_back(random.uniform() < probability.back() ? 1 : 0);
  }
  const auto best = best_f1_threshold(probability, left);
  ASSERT_TRUE(best);
  const double of_best = f1(called_at(probability, *best), left, 1)->value;
  for (int i = 0; i <= 80; ++i) {
    const Confusion c = confusion(probability, left, i / 80.0);
    if (c.true_positive == 0) continue;
    const double other =
        2.0 * static_cast<double>(c.true_positive) /
        static_cast<double>(2 * c.true_positive + c.false_positive + c.false_negative);
    EXPECT_GE(of_best, other - 1e-12) << i;
  }
}

using Calls01 = std::vector<std::uint8_t>;

TEST(CalledByOtherFolds, JudgesEachFoldByTheThresholdOfTheOthers) {
  // Fold 1 alone would cut at .25 and fold 0 at .75: each is judged by the other's.
  const Probability probability = {0.9, 0.6, 0.6, 0.4, 0.4, 0.1};
  const Left left = {1, 0, 0, 1, 1, 0};
  const std::vector<std::uint8_t> fold = {0, 0, 0, 1, 1, 1};
  EXPECT_EQ(called_by_other_folds(probability, left, fold), (Calls01{1, 1, 1, 0, 0, 0}));
}

TEST(CalledByOtherFolds, TakesTheThresholdOfAllWhereTheOthersHoldOneClassOnly) {
  const Probability probability = {0.9, 0.8, 0.3, 0.2};
  const Left left = {1, 1, 0, 0};
  const std::vector<std::uint8_t> fold = {0, 0, 1, 1};
  EXPECT_EQ(called_by_other_folds(probability, left, fold), (Calls01{1, 1, 0, 0}));
}

TEST(CalledByOtherFolds, FindsNothingToPraiseInNoise) {
  SeededRandom random(5);
  Probability probability;
  Left left;
  std::vector<std::uint8_t> fold;
  for (int i = 0; i < 60; ++i) {
    probability.push_back(random.uniform());
    left.push_back(random.below(2) == 0 ? 1 : 0);
    fold.push_back(static_cast<std::uint8_t>(i % 5));
  }
  const auto best = best_f1_threshold(probability, left);
  EXPECT_LT(f1(called_by_other_folds(probability, left, fold), left, 1)->value,
            f1(called_at(probability, *best), left, 1)->value);
}

TEST(BestF1Threshold, LiesBetweenTheScoresItParts) {
  EXPECT_DOUBLE_EQ(*best_f1_threshold(Probability{0.8, 0.2, 0.1}, Left{1, 0, 0}), 0.5);
  EXPECT_FALSE(best_f1_threshold(Probability{0.8}, Left{1}).has_value());
}

TEST(Calibration, NeverPartsEqualProbabilities) {
  const Probability probability(100, 0.3);
  Left left(100, 0);
  for (std::size_t i = 0; i < 40; ++i) left[i] = 1;
  const Calibration c = calibration(probability, left);
  ASSERT_EQ(c.bins.size(), 1U);
  EXPECT_EQ(c.bins[0].rows, 100U);
  EXPECT_NEAR(c.error, 0.1, 1e-12);
}

TEST(Calibration, HoldsEveryRowOnce) {
  Probability probability;
  Left left;
  for (int i = 0; i < 137; ++i) {
    probability.push_back(i / 137.0);
    left.push_back(i % 3 == 0 ? 1 : 0);
  }
  std::size_t rows = 0;
  for (const CalibrationBin& bin : calibration(probability, left).bins) rows += bin.rows;
  EXPECT_EQ(rows, 137U);
}

TEST(Platt, FindsTheLineThatMadeTheOutcomes) {
  SeededRandom random(11);
  std::vector<double> margin;
  Left left;
  for (int i = 0; i < 20000; ++i) {
    margin.push_back(6 * random.uniform() - 3);
    left.push_back(random.uniform() < sigmoid(0.5 * margin.back() - 1) ? 1 : 0);
  }
  const Line line = platt(margin, left);
  EXPECT_NEAR(line.slope, 0.5, 0.05);
  EXPECT_NEAR(line.intercept, -1, 0.05);
}

TEST(Platt, IsFiniteWhereTheMarginPartsTheClasses) {
  const Line line = platt(std::vector<double>{-2, -1, 1, 2}, Left{0, 0, 1, 1});
  EXPECT_TRUE(std::isfinite(line.slope) && std::isfinite(line.intercept));
  EXPECT_GT(line.slope, 0);
}

TEST(Platt, GivesTheRateForAMarginThatPointsTheWrongWay) {
  const Line line = platt(std::vector<double>{-2, -1, 1, 2, 3}, Left{1, 1, 0, 0, 0});
  EXPECT_EQ(line.slope, 0);
}

TEST(Sigmoid, DoesNotOverflow) {
  EXPECT_EQ(sigmoid(1000), 1);
  EXPECT_EQ(sigmoid(-1000), 0);
  EXPECT_NEAR(logit(sigmoid(1.25)), 1.25, 1e-12);
}

}  // namespace
}  // namespace retainwise::metric
