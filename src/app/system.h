#pragma once
/// The real ends of the seams Clock and Random.
#include "base/random.h"
#include "base/time.h"

namespace retainwise::app {

class SystemClock final : public Clock {
 public:
  Time now() const override;
  std::int64_t steady_ms() const override;
};

/// The kernel's (getrandom through libsodium).
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::byte> out) override;
};

}  // namespace retainwise::app
