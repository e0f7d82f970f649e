#pragma once
/// A file as re-readable bytes: mapped where it is a file, read whole where it is a pipe ("-").
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace retainwise::app {

/// Movable; the bytes live as long as it does.
class InputFile {
 public:
  /// kBadFile where there is no such file or it cannot be read.
  static Result<InputFile> open(const std::string& path);
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  ByteSpan bytes() const { return mapped_.empty() ? as_bytes(text_) : mapped_; }

 private:
  InputFile() = default;
  ByteSpan mapped_;
  std::string text_;
};

}  // namespace retainwise::app
