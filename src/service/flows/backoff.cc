#include "service/flows/backoff.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace retainwise::flows {

int Backoff::delay_ms(int tries, Random& random) const {
  const int doublings = std::clamp(tries, 0, 30);
  const std::int64_t most = std::min(cap_ms, base_ms << static_cast<unsigned>(doublings));
  std::array<std::byte, sizeof(std::uint64_t)> bytes{};
  random.fill(bytes);
  std::uint64_t seed = 0;
  std::memcpy(&seed, bytes.data(), bytes.size());
  return static_cast<int>(SeededRandom(seed).below(static_cast<std::uint64_t>(most) + 1));
}

}  // namespace retainwise::flows
