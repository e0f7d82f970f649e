#pragma once
/// Clocks and randomness of these tests.
#include <sys/random.h>

#include <atomic>
#include <stdexcept>

#include "base/random.h"
#include "base/time.h"
#include "tests/service/auth/token_maker.h"

namespace retainwise::auth {

/// Stands still until it is moved.
class MovedByHand final : public Clock {
 public:
  Time now() const override { return {kNowSeconds * 1000 + moved_ms}; }
  std::int64_t steady_ms() const override { return 1'000 + moved_ms; }
  std::atomic<std::int64_t> moved_ms = 0;
};

class RealRandom final : public Random {
 public:
  void fill(std::span<std::byte> out) override {
    if (::getrandom(out.data(), out.size(), 0) != static_cast<ssize_t>(out.size()))
      throw std::runtime_error("getrandom");
  }
};

}  // namespace retainwise::auth
