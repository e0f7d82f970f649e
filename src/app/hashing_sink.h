#pragma once
/// Passes bytes on and knows their SHA-256.
#include <string>

#include "base/sink.h"
#include "service/flows/sha256.h"

namespace retainwise::app {

class HashingSink final : public Sink {
 public:
  explicit HashingSink(Sink& sink) : sink_(sink) {}

  Result<void> write(std::string_view bytes) override {
    sha256_.update(as_bytes(bytes));
    return sink_.write(bytes);
  }
  /// Once, at the end; 64 lower-case hex digits.
  Result<std::string> finish() { return sha256_.finish(); }

 private:
  Sink& sink_;
  flows::Sha256 sha256_;
};

}  // namespace retainwise::app
