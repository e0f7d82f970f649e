#include "engine/learn/booster.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/parallel.h"
#include "base/random.h"
#include "engine/learn/trees_of_xgboost.h"
#include "tests/engine/learn/customers.h"

namespace retainwise::learn {
namespace {

constexpr std::size_t kRows = 2000, kFeatures = 6;

struct Sample {
  std::vector<float> values;
  std::vector<std::uint8_t> left;
};

Sample sample(std::uint64_t seed) {
  SeededRandom random(seed);
  Sample s;
  for (std::size_t row = 0; row < kRows; ++row) {
    float sum = 0;
    for (std::size_t f = 0; f < kFeatures; ++f) {
      const auto x = static_cast<float>(random.uniform());
      const bool missing = random.uniform() < 0.1;
      s.values.push_back(missing ? std::numeric_limits<float>::quiet_NaN() : x);
      sum += missing ? 0.3F : x;
    }
    s.left.push_back(random.uniform() < metric::sigmoid(3 * (sum - 3)) ? 1 : 0);
  }
  return s;
}

TEST(Booster, GivesTreesWhoseWalkIsItsOwnMargin) {
  const Sample s = sample(1);
  const auto matrix = Matrix::create(s.values, kFeatures, s.left);
  ASSERT_TRUE(matrix.ok());
  for (const int depth : {1, 3, 6, 10}) {
    TreeSettings settings;
    settings.depth = depth;
    auto booster = Booster::create(*matrix, nullptr, settings, 0.4, 7);
    ASSERT_TRUE(booster.ok());
    for (int round = 0; round < 60; ++round) ASSERT_TRUE(booster->boost().ok());
    for (const int rounds : {60, 17}) {
      const auto trees = booster->trees(rounds);
      ASSERT_TRUE(trees.ok()) << trees.error().detail;
      ASSERT_EQ(trees->trees.size(), static_cast<std::size_t>(rounds));
      const auto margin = booster->margin(*matrix, rounds);
      ASSERT_TRUE(margin.ok());
      for (std::size_t row = 0; row < kRows; ++row)
        ASSERT_NEAR(walk(*trees, std::span(s.values).subspan(row * kFeatures, kFeatures)),
                    (*margin)[row], 1e-5)
            << depth << " " << row;
    }
  }
}

TEST(Booster, GivesCoversThatAddUp) {
  const Sample s = sample(2);
  const auto matrix = Matrix::create(s.values, kFeatures, s.left);
  auto booster = Booster::create(*matrix, nullptr, {}, 0.5, 7);
  for (int round = 0; round < 20; ++round) ASSERT_TRUE(booster->boost().ok());
  const auto trees = booster->trees(20);
  ASSERT_TRUE(trees.ok());
  for (const model::Tree& tree : trees->trees) {
    for (const model::TreeNode& node : tree.nodes) {
      if (node.feature < 0) continue;
      const float both = tree.nodes[static_cast<std::size_t>(node.left)].cover +
                         tree.nodes[static_cast<std::size_t>(node.right)].cover;
      EXPECT_NEAR(node.cover, both, 1e-3F * node.cover);
      EXPECT_GT(node.cover, 0);
    }
  }
}

/// Trees of several boosters that train at the same time on `threads` threads.
std::vector<model::Trees> trained_together(unsigned threads) {
  std::vector<model::Trees> result(6);
  parallel_for(result.size(), threads, [&](std::size_t i) {
    const Sample s = sample(i);
    const auto matrix = Matrix::create(s.values, kFeatures, s.left);
    auto booster = Booster::create(*matrix, nullptr, {}, 0.5, i);
    for (int round = 0; round < 30; ++round) ASSERT_TRUE(booster->boost().ok());
    result[i] = std::move(booster->trees(30)).value();
  });
  return result;
}

bool same(const model::TreeNode& a, const model::TreeNode& b) {
  return a.left == b.left && a.right == b.right && a.feature == b.feature && a.cut == b.cut &&
         a.value == b.value && a.cover == b.cover && a.default_left == b.default_left;
}

TEST(Booster, DrawsTheSameRowsAndFeaturesWhoeverTrainsBesideIt) {
  const auto alone = trained_together(1), crowded = trained_together(4);
  for (std::size_t i = 0; i < alone.size(); ++i) {
    for (std::size_t t = 0; t < alone[i].trees.size(); ++t) {
      const auto &a = alone[i].trees[t].nodes, &b = crowded[i].trees[t].nodes;
      ASSERT_EQ(a.size(), b.size()) << i << " " << t;
      for (std::size_t n = 0; n < a.size(); ++n) ASSERT_TRUE(same(a[n], b[n])) << i << " " << t;
    }
  }
}

TEST(TreesOfXgboost, RefusesWhatIsNoModel) {
  const std::vector<std::uint8_t> noise = {'{', 'i', 1, 'a', 'i', 2, '}'};
  EXPECT_EQ(trees_of_xgboost(noise, 1).error().kind, ErrorKind::kBug);
  EXPECT_FALSE(trees_of_xgboost({}, 1).ok());
}

}  // namespace
}  // namespace retainwise::learn
