#pragma once
/// How long a connection may take for each of its steps. A client that is slower holds memory and a
/// place that others wait for (slowloris and its like, CWE-400).
#include <chrono>
#include <cstdint>

namespace retainwise::http {

struct ConnectionLimits {
  std::chrono::milliseconds head{10'000};
  std::chrono::milliseconds idle{60'000};
  std::chrono::milliseconds body{30'000};  ///< in which `body_bytes` must have come
  std::int64_t body_bytes = 30 << 10;
  std::chrono::milliseconds write{60'000};  ///< without any progress
  std::chrono::milliseconds heartbeat{15'000};
  std::chrono::milliseconds linger{2'000};
};

}  // namespace retainwise::http
