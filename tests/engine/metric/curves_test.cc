#include "engine/metric/curves.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "engine/metric/decision.h"
#include "engine/metric/ranking.h"

namespace retainwise::metric {
namespace {

using Left = std::vector<std::uint8_t>;
using Score = std::vector<double>;

struct Drawn {
  Score score;
  Left left;
};

/// Scores between 0 and 1, of which `levels` are different.
Drawn drawn(std::size_t rows, std::uint64_t levels) {
  SeededRandom random(3);
  Drawn d;
  for (std::size_t i = 0; i < rows; ++i) {
    const double score =
        static_cast<double>(random.below(levels) + 1) / static_cast<double>(levels + 1);
    d.score.push_back(score);
    d.left.push_back(random.uniform() < score ? 1 : 0);
  }
  return d;
}

double area(const std::vector<RocPoint>& points) {
  double sum = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto& [x, y] = points[i];
    sum += (x - points[i - 1].false_positive_rate) * (y + points[i - 1].true_positive_rate) / 2;
  }
  return sum;
}

TEST(RocCurve, IsTheExactOneWhereTheScoresAreFew) {
  const Drawn d = drawn(5000, 20);
  const auto points = roc_curve(d.score, d.left);
  EXPECT_NEAR(area(points), auc(d.score, d.left), 1e-12);
}

TEST(RocCurve, IsThinnedWithoutLosingItsArea) {
  const Drawn d = drawn(5000, 1U << 30U);
  const auto points = roc_curve(d.score, d.left);
  EXPECT_LE(points.size(), 102U);
  EXPECT_EQ(points.front().true_positive_rate, 0);
  EXPECT_EQ(points.back().true_positive_rate, 1);
  EXPECT_EQ(points.back().false_positive_rate, 1);
  EXPECT_NEAR(area(points), auc(d.score, d.left), 1e-3);
}

TEST(PrCurve, EndsAtTheRateOfAllWhereTheLastOneLeft) {
  const auto points = pr_curve(Score{0.9, 0.8, 0.7, 0.6}, Left{1, 0, 1, 1});
  ASSERT_EQ(points.size(), 3U);
  EXPECT_DOUBLE_EQ(points[0].recall, 1.0 / 3);
  EXPECT_DOUBLE_EQ(points[0].precision, 1);
  EXPECT_DOUBLE_EQ(points[1].precision, 2.0 / 3);
  EXPECT_DOUBLE_EQ(points[2].recall, 1);
  EXPECT_DOUBLE_EQ(points[2].precision, 3.0 / 4);
}

TEST(PrCurve, NeverHasMoreThanAPictureCanShow) {
  const Drawn d = drawn(20'000, 1U << 30U);
  const auto points = pr_curve(d.score, d.left);
  EXPECT_LE(points.size(), 102U);
  EXPECT_EQ(points.back().recall, 1);
}

TEST(Curves, OfOneScoreForAllAreASingleStep) {
  const std::vector<double> score(4, 0.5);
  const std::vector<std::uint8_t> left = {1, 0, 0, 0};
  const std::vector<PrPoint> pr = pr_curve(score, left);
  ASSERT_EQ(pr.size(), 1U);
  EXPECT_EQ(pr[0].recall, 1);
  EXPECT_EQ(pr[0].precision, 0.25);
  const std::vector<RocPoint> roc = roc_curve(score, left);
  ASSERT_EQ(roc.size(), 2U);
  EXPECT_EQ(roc[1].true_positive_rate, 1);
  EXPECT_EQ(cuts(score, left, {}, std::nullopt).size(), 1U);
}

TEST(Curves, CannotBeDrawnOfOneClass) {
  EXPECT_TRUE(roc_curve(Score{1, 2}, Left{1, 1}).empty());
  EXPECT_TRUE(pr_curve(Score{1, 2}, Left{0, 0}).empty());
  EXPECT_TRUE(cuts(Score{1, 2}, Left{0, 0}, {}, std::nullopt).empty());
  EXPECT_TRUE(cuts(Score{}, Left{}, {}, 0.5).empty());
}

TEST(Cuts, CountAsTheConfusionAtTheirThresholdDoes) {
  for (const std::uint64_t levels : {std::uint64_t{7}, std::uint64_t{1} << 30U}) {
    const Drawn d = drawn(3000, levels);
    const auto found = cuts(d.score, d.left, {}, std::nullopt);
    ASSERT_GE(found.size(), std::min<std::uint64_t>(levels, 100));
    for (const Cut& cut : found) {
      const Confusion counted = confusion(d.score, d.left, cut.threshold);
      EXPECT_EQ(cut.true_positive, static_cast<double>(counted.true_positive));
      EXPECT_EQ(cut.false_positive, static_cast<double>(counted.false_positive));
      EXPECT_EQ(cut.true_negative, static_cast<double>(counted.true_negative));
      EXPECT_EQ(cut.false_negative, static_cast<double>(counted.false_negative));
    }
  }
}

TEST(Cuts, GoDownByHundredthsOfTheRowsToEverybody) {
  const Drawn d = drawn(3000, 1U << 30U);
  const auto found = cuts(d.score, d.left, {}, std::nullopt);
  ASSERT_EQ(found.size(), 100U);
  EXPECT_EQ(found.front().flagged(), 30);
  EXPECT_EQ(found.back().flagged(), 3000);
  EXPECT_EQ(found.back().recall(), 1);
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end(),
                             [](const Cut& a, const Cut& b) { return a.threshold > b.threshold; }));
}

TEST(Cuts, HoldTheUsedThresholdItself) {
  const Drawn d = drawn(3000, 1U << 30U);
  const double used = best_f1_threshold(d.score, d.left).value();
  const auto found = cuts(d.score, d.left, {}, used);
  const auto same = std::find_if(found.begin(), found.end(),
                                 [&](const Cut& cut) { return cut.threshold == used; });
  ASSERT_NE(same, found.end());
  EXPECT_EQ(same->true_positive,
            static_cast<double>(confusion(d.score, d.left, used).true_positive));
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end(),
                             [](const Cut& a, const Cut& b) { return a.threshold > b.threshold; }));
}

TEST(Cuts, SayNoPrecisionWhereNobodyIsFlagged) {
  const auto found = cuts(Score{0.2, 0.4}, Left{0, 1}, {}, 0.9);
  ASSERT_EQ(found.front().threshold, 0.9);
  EXPECT_FALSE(found.front().precision().has_value());
}

TEST(Cuts, AreWeightedToAStatedRate) {
  const Drawn d = drawn(3000, 1U << 30U);
  const Weights weights = weighted_to(0.05, d.left);
  for (const Cut& cut : cuts(d.score, d.left, weights, std::nullopt)) {
    const double left = cut.true_positive + cut.false_negative;
    const double stayed = cut.false_positive + cut.true_negative;
    EXPECT_NEAR(left, 150, 1e-9);
    EXPECT_NEAR(left + stayed, 3000, 1e-9);
  }
  const auto plain = cuts(d.score, d.left, {}, std::nullopt);
  const auto weighted = cuts(d.score, d.left, weights, std::nullopt);
  EXPECT_NEAR(weighted[30].recall(), plain[30].recall(), 1e-12);
  EXPECT_LT(*weighted[30].precision(), *plain[30].precision());
}

}  // namespace
}  // namespace retainwise::metric
