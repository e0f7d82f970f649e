#include "app/system.h"

#include <sodium.h>

#include <chrono>

namespace retainwise::app {
namespace {

template <class Clock>
std::int64_t milliseconds_of() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch())
      .count();
}

}  // namespace

Time SystemClock::now() const {
  return {milliseconds_of<std::chrono::system_clock>()};
}

std::int64_t SystemClock::steady_ms() const {
  return milliseconds_of<std::chrono::steady_clock>();
}

void SystemRandom::fill(std::span<std::byte> out) {
  randombytes_buf(out.data(), out.size());
}

}  // namespace retainwise::app
