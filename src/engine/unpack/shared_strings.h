#pragma once
/// The texts of a workbook, which its cells name by number.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "engine/unpack/xml.h"

namespace retainwise::unpack {

class SharedStrings {
 public:
  /// "unpacked_too_large" where they take more than `most` bytes.
  static Result<SharedStrings> read(const ZipEntry& part, std::uint64_t most, Allowance& allowance,
                                    const Progress& progress);
  std::size_t size() const { return ends_.size(); }
  std::string_view text(std::size_t index) const {
    const std::uint64_t start = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(texts_).substr(start, ends_[index] - start);
  }

 private:
  friend class SharedStringsEvents;
  std::string texts_;
  std::vector<std::uint64_t> ends_;
};

/// "_x000D_" → CR: how such documents write characters that XML cannot hold.
std::string without_escapes(std::string_view text);

}  // namespace retainwise::unpack
