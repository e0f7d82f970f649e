#pragma once
/// Where writers push their bytes. The engine writes into sinks only, so that it never knows
/// whether a file, a socket or a string stands behind one. Not safe for two threads at once.
#include <string>
#include <string_view>

#include "base/result.h"

namespace retainwise {

class Sink {
 public:
  virtual ~Sink() = default;
  /// Takes all of `bytes` or fails; after a failure every further call fails too.
  virtual Result<void> write(std::string_view bytes) = 0;
};

/// Keeps what was written.
class StringSink final : public Sink {
 public:
  Result<void> write(std::string_view bytes) override {
    text_.append(bytes);
    return {};
  }
  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace retainwise
