#include "base/random.h"

#include <gtest/gtest.h>

#include <array>

namespace retainwise {
namespace {

TEST(SeededRandom, IsSplitMix64) {
  SeededRandom random(1234567);  // the published reference sequence for this seed
  EXPECT_EQ(random.next(), 6457827717110365317U);
  EXPECT_EQ(random.next(), 3203168211198807973U);
  EXPECT_EQ(random.next(), 9817491932198370423U);
  EXPECT_EQ(random.next(), 4593380528125082431U);
  EXPECT_EQ(random.next(), 16408922859458223821U);
}

TEST(SeededRandom, StaysBelowItsBoundAndReachesAllOfIt) {
  SeededRandom random(7);
  std::array<int, 7> seen{};
  for (int i = 0; i < 7000; ++i) {
    const std::uint64_t drawn = random.below(seen.size());
    ASSERT_LT(drawn, seen.size());
    ++seen[drawn];
  }
  for (const int count : seen) {  // 1000 expected, standard deviation 29
    EXPECT_GT(count, 850);
    EXPECT_LT(count, 1150);
  }
}

TEST(SeededRandom, BelowOneIsAlwaysZero) {
  SeededRandom random(3);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(random.below(1), 0U);
}

TEST(SeededRandom, UniformIsInZeroToOneWithMeanOneHalf) {
  SeededRandom random(11);
  double sum = 0.0;
  for (int i = 0; i < 10'000; ++i) {
    const double drawn = random.uniform();
    ASSERT_GE(drawn, 0.0);
    ASSERT_LT(drawn, 1.0);
    sum += drawn;
  }
  EXPECT_NEAR(sum / 10'000, 0.5, 0.015);  // five standard errors
}

}  // namespace
}  // namespace retainwise
