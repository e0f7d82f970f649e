#include "engine/metric/stability.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/random.h"

namespace retainwise::metric {
namespace {

using Counts = std::vector<std::uint32_t>;

TEST(Psi, OfTheSameSharesIsNothing) {
  EXPECT_NEAR(*psi(Counts{100, 300, 600}, Counts{1000, 3000, 6000}), 0, 1e-4);
}

// (.7 − .5) · ln(.7 / .5) + (.3 − .5) · ln(.3 / .5)
TEST(Psi, IsWhatTheFormulaSays) {
  EXPECT_NEAR(*psi(Counts{500000, 500000}, Counts{700000, 300000}), 0.16946, 1e-4);
}

TEST(Psi, IsFiniteWhereABinHasEmptied) {
  EXPECT_GT(*psi(Counts{50, 50, 0}, Counts{0, 50, 50}), 1);
}

TEST(Psi, OfNoRowsCannotBeSaid) {
  EXPECT_FALSE(psi(Counts{1, 2}, Counts{0, 0}));
  EXPECT_FALSE(psi(Counts{}, Counts{}));
  EXPECT_EQ(psi_by_chance(Counts{1, 2}, Counts{0, 0}), 0);
}

TEST(Psi, OfTwoDrawsOfOneDistributionStaysBelowWhatChanceAllows) {
  SeededRandom random(3);
  int above = 0;
  for (int round = 0; round < 200; ++round) {
    Counts before(20, 0), now(20, 0);
    for (int i = 0; i < 1000; ++i) ++before[random.below(20)];
    for (int i = 0; i < 300; ++i) ++now[random.below(20)];
    above += *psi(before, now) > psi_by_chance(before, now) ? 1 : 0;
  }
  EXPECT_LE(above, 2);
}

}  // namespace
}  // namespace retainwise::metric
