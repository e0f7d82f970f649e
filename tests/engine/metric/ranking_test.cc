#include "engine/metric/ranking.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace retainwise::metric {
namespace {

using Left = std::vector<std::uint8_t>;
using Score = std::vector<double>;

double auc_by_pairs(const Score& score, const Left& left) {
  double right = 0, pairs = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (std::size_t j = 0; j < left.size(); ++j) {
      if (left[i] == 0 || left[j] != 0) continue;
      pairs += 1;
      if (score[i] > score[j]) right += 1;
      if (score[i] == score[j]) right += 0.5;
    }
  }
  return right / pairs;
}

struct Drawn {
  Score score;
  Left left;
};

Drawn drawn(std::size_t rows, std::uint64_t levels, std::uint64_t seed) {
  SeededRandom random(seed);
  Drawn d;
  for (std::size_t i = 0; i < rows; ++i) {
    d.left.push_back(random.uniform() < 0.3 ? 1 : 0);
    d.score.push_back(static_cast<double>(random.below(levels)) + d.left.back());
  }
  return d;
}

TEST(Auc, EqualsCountingAllPairsWithManyTies) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Drawn d = drawn(150, 7, seed);
    EXPECT_NEAR(auc(d.score, d.left), auc_by_pairs(d.score, d.left), 1e-12) << seed;
  }
}

TEST(Auc, IsOneHalfForAConstantScore) {
  EXPECT_DOUBLE_EQ(auc(Score{1, 1, 1, 1}, Left{1, 0, 1, 0}), 0.5);
}

TEST(Auc, CannotBeSaidOfOneClass) {
  EXPECT_TRUE(std::isnan(auc(Score{1, 2}, Left{1, 1})));
  EXPECT_FALSE(roc_auc(Score{1, 2}, Left{0, 0}).has_value());
}

// The components by definition: V10(i) = mean over stayed of ψ, V01(j) = mean over left of ψ.
double delong_variance_by_definition(const Score& score, const Left& left) {
  auto psi = [](double x, double y) { return x > y ? 1.0 : x == y ? 0.5 : 0.0; };
  auto side = [&](bool of_left) {
    Score components;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if ((left[i] != 0) != of_left) continue;
      double sum = 0, count = 0;
      for (std::size_t j = 0; j < left.size(); ++j) {
        if ((left[j] != 0) == of_left) continue;
        sum += of_left ? psi(score[i], score[j]) : psi(score[j], score[i]);
        count += 1;
      }
      components.push_back(sum / count);
    }
    double mean = 0, squares = 0;
    for (const double c : components) mean += c / static_cast<double>(components.size());
    for (const double c : components) squares += (c - mean) * (c - mean);
    const auto n = static_cast<double>(components.size());
    return squares / (n - 1) / n;
  };
  return side(true) + side(false);
}

TEST(RocAuc, HasDeLongsInterval) {
  const Drawn d = drawn(200, 9, 4);
  const MaybeFigure figure = roc_auc(d.score, d.left);
  const double half = 1.959963984540054 * std::sqrt(delong_variance_by_definition(d.score, d.left));
  ASSERT_TRUE(figure);
  EXPECT_NEAR(figure->value, auc_by_pairs(d.score, d.left), 1e-12);
  EXPECT_NEAR(figure->low, figure->value - half, 1e-12);
  EXPECT_NEAR(figure->high, figure->value + half, 1e-12);
  EXPECT_EQ(figure->method, "DeLong");
}

// Two who left (.9, .4), three who stayed (.5, .3, .1): V10 = {1, 2/3}, V01 = {1/2, 1, 1}.
TEST(RocAuc, IsAsComputedByHand) {
  const MaybeFigure figure = roc_auc(Score{.9, .4, .5, .3, .1}, Left{1, 1, 0, 0, 0});
  ASSERT_TRUE(figure);
  EXPECT_NEAR(figure->value, 5.0 / 6, 1e-12);
  const double variance = (1.0 / 18) / 2 + (1.0 / 12) / 3;
  EXPECT_NEAR(figure->low, 5.0 / 6 - 1.959963984540054 * std::sqrt(variance), 1e-12);
  EXPECT_DOUBLE_EQ(figure->high, 1);
}

TEST(PrAuc, IsThePrecisionAtEachFoundLeaver) {
  const MaybeFigure figure = pr_auc(Score{4, 3, 2, 1}, Left{1, 0, 1, 0}, 1);
  ASSERT_TRUE(figure);
  EXPECT_NEAR(figure->value, (1.0 + 2.0 / 3) / 2, 1e-12);
}

TEST(PrAuc, TakesEqualScoresAsOneStep) {
  EXPECT_NEAR(pr_auc(Score{1, 1, 1, 1}, Left{1, 0, 0, 1}, 1)->value, 0.5, 1e-12);
}

TEST(Deciles, ShareOutTiesSoThatTheOrderOfTheFileNeverShows) {
  Score score(100, 0.0);
  Left left(100, 0);
  for (std::size_t i = 0; i < 20; ++i) left[i] = 1;  // all at the top of the file
  for (const Decile& decile : deciles(score, left)) {
    EXPECT_NEAR(decile.left, 2, 1e-9);
    EXPECT_NEAR(decile.lift, 1, 1e-9);
  }
}

TEST(Deciles, HoldEveryRowAndEveryLeaverOnce) {
  const Drawn d = drawn(237, 50, 3);
  std::size_t rows = 0;
  double left = 0;
  for (const Decile& decile : deciles(d.score, d.left)) {
    rows += decile.rows;
    left += decile.left;
  }
  EXPECT_EQ(rows, 237U);
  EXPECT_NEAR(left, static_cast<double>(std::count(d.left.begin(), d.left.end(), 1)), 1e-9);
  EXPECT_NEAR(deciles(d.score, d.left).back().share_of_left, 1, 1e-12);
}

TEST(Lift, OfAPerfectScoreIsOneOverTheRate) {
  Score score;
  Left left;
  for (int i = 0; i < 200; ++i) {
    score.push_back(i);
    left.push_back(i >= 150 ? 1 : 0);
  }
  const MaybeFigure figure = lift_at_10(score, left, 1);
  ASSERT_TRUE(figure);
  EXPECT_NEAR(figure->value, 4, 1e-12);
}

TEST(Lift, CannotBeSaidOfNineRows) {
  EXPECT_FALSE(lift_at_10(Score(9, 1.0), Left{1, 0, 0, 0, 0, 0, 0, 0, 0}, 1).has_value());
}

TEST(Bootstrap, IsTheSameForTheSameSeedAndHoldsTheValue) {
  const Drawn d = drawn(300, 40, 9);
  const MaybeFigure a = pr_auc(d.score, d.left, 7), b = pr_auc(d.score, d.left, 7);
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->low, b->low);
  EXPECT_EQ(a->high, b->high);
  EXPECT_LT(a->low, a->value);
  EXPECT_GT(a->high, a->value);
  EXPECT_NE(a->low, pr_auc(d.score, d.left, 8)->low);
}

}  // namespace
}  // namespace retainwise::metric
