#include "engine/report/digest.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"

namespace retainwise::report {
namespace {

score::Scores random_scores(std::size_t rows, std::size_t inputs) {
  SeededRandom random(7);
  score::Scores scores(rows, inputs);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < inputs; ++i)
      scores.set_reason(row, i, static_cast<float>(random.uniform() - 0.5) * (i % 3 == 0 ? 0 : 1));
  }
  return scores;
}

/// Rows first … first + count − 1 of `scores`.
score::Scores part_of(const score::Scores& scores, std::size_t first, std::size_t count) {
  score::Scores part(count, scores.inputs());
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t i = 0; i < scores.inputs(); ++i)
      part.set_reason(row, i, scores.reasons(first + row)[i]);
  }
  return part;
}

void expect_same(const RowReasons& a, const RowReasons& b) {
  ASSERT_EQ(a.reasons.size(), b.reasons.size());
  ASSERT_EQ(a.keeps.size(), b.keeps.size());
  const auto same = [](const Reason& x, const Reason& y) {
    EXPECT_EQ(x.input, y.input);
    EXPECT_EQ(x.factor, y.factor);
    EXPECT_EQ(x.points, y.points);
  };
  for (std::size_t i = 0; i < a.reasons.size(); ++i) same(a.reasons[i], b.reasons[i]);
  for (std::size_t i = 0; i < a.keeps.size(); ++i) same(a.keeps[i], b.keeps[i]);
}

TEST(Digest, KeepsOfEachRowWhatIsShownOfIt) {
  for (const std::size_t inputs : {std::size_t{1}, std::size_t{9}, std::size_t{70'000}}) {
    const score::Scores scores = random_scores(inputs > 1000 ? 3 : 200, inputs);
    const Digest digest = Digest::of(scores);
    for (std::size_t row = 0; row < scores.rows(); ++row) {
      EXPECT_EQ(digest.log_odds()[row], scores.log_odds(row));
      EXPECT_EQ(probabilities(digest)[row], scores.probability(row));
      expect_same(digest.picked(row), pick(scores.reasons(row)));
    }
  }
}

TEST(Digest, OfBlocksIsTheSameAsOfAll) {
  const score::Scores scores = random_scores(25'000, 4);
  const Digest whole = Digest::of(scores);
  Digest blocks(25'000, 4);
  for (std::size_t first = 0; first < 25'000; first += 7'000)
    blocks.take(first, part_of(scores, first, std::min<std::size_t>(7'000, 25'000 - first)));
  EXPECT_TRUE(std::ranges::equal(whole.log_odds(), blocks.log_odds()));
  EXPECT_TRUE(std::ranges::equal(whole.sums(), blocks.sums()));
  ASSERT_EQ(blocks.sampled().size(), kSampledRows);
  for (std::size_t i = 0; i < kSampledRows; ++i) {
    ASSERT_EQ(blocks.sampled()[i], i * 25'000 / kSampledRows);
    ASSERT_TRUE(std::ranges::equal(blocks.sampled_reasons(i), scores.reasons(blocks.sampled()[i])));
  }
  for (std::size_t row = 0; row < 25'000; row += 97)
    expect_same(whole.picked(row), blocks.picked(row));
}

TEST(Digest, OfAScorecardCountsPoints) {
  score::Scores scores(1, 3);
  scores.set_reason(0, 0, 2);
  scores.set_reason(0, 2, 5);
  const Digest digest = Digest::of(scores, Unit::kPoints);
  EXPECT_EQ(digest.log_odds()[0], 7);
  expect_same(digest.picked(0), pick(scores.reasons(0), Unit::kPoints));
}

}  // namespace
}  // namespace retainwise::report
