#include "service/flows/backoff.h"

#include "tests/service/flows/house.h"

namespace retainwise::flows {
namespace {

TEST(Backoff, StaysWithinItsDoublingAndItsCap) {
  TestRandom random;
  const Backoff backoff{.base_ms = 100, .cap_ms = 1'000};
  for (int tries = 0; tries < 60; ++tries) {
    const std::int64_t most = tries < 4 ? 100LL << static_cast<unsigned>(tries) : 1'000;
    for (int i = 0; i < 20; ++i) {
      const int delay = backoff.delay_ms(tries, random);
      EXPECT_GE(delay, 0);
      EXPECT_LE(delay, most);
    }
  }
}

TEST(Backoff, IsNotTheSameForAll) {
  TestRandom random;
  const Backoff backoff{.base_ms = 1'000, .cap_ms = 60'000};
  EXPECT_NE(backoff.delay_ms(5, random), backoff.delay_ms(5, random));
}

}  // namespace
}  // namespace retainwise::flows
