#pragma once
/// How long to wait before the next try.
#include <cstdint>

#include "base/random.h"

namespace retainwise::flows {

/// Full jitter: uniform in [0, min(cap, base · 2^tries)] ms, so that many who failed together do
/// not come back together (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015).
struct Backoff {
  std::int64_t base_ms = 1'000;
  std::int64_t cap_ms = 60'000;
  int delay_ms(int tries, Random& random) const;
};

}  // namespace retainwise::flows
