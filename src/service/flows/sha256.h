#pragma once
/// SHA-256 (FIPS 180-4) of bytes as they pass by.
#include <memory>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace retainwise::flows {

/// One thread at a time.
class Sha256 {
 public:
  Sha256();
  void update(ByteSpan bytes);
  /// Ends it: 64 lower-case hex digits; kBug where the library failed on the way.
  Result<std::string> finish();

 private:
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> context_;
  bool broken_ = false;
};

/// Of bytes that are all there; "" where the library failed.
std::string sha256_hex(ByteSpan bytes);

}  // namespace retainwise::flows
