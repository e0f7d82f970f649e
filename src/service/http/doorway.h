#pragma once
/// Who answers while the service behind it is not up yet, because it waits for its database or its
/// files: life is told, readiness says what is waited for, and everything else is 503 with
/// Retry-After. One request a connection.
#include <cstdint>
#include <memory>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"

namespace retainwise::http {

class Doorway {
 public:
  virtual ~Doorway() = default;
  /// What is waited for, by its name at /ready: "database", "blobs". Anybody may read it, so it
  /// says nothing of where that is. Any thread.
  virtual void wait_for(std::string part) = 0;
  virtual std::uint16_t port() const = 0;
};

/// Listens until it is destroyed; the errors of listen_at. `clock` and `random` must outlive it.
Result<std::unique_ptr<Doorway>> open_doorway(const std::string& host, std::uint16_t port,
                                              const Clock& clock, Random& random);

}  // namespace retainwise::http
