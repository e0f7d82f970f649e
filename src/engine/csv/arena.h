#pragma once
/// Bytes for the cells of one batch of rows: given out one after the other, taken back all at once.
#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace retainwise::csv {

class Arena {
 public:
  /// Room for `bytes` bytes, valid until clear().
  char* room(std::size_t bytes) {
    if (bytes > left_) open(bytes);
    char* out = next_;
    next_ += bytes;
    left_ -= bytes;
    return out;
  }
  void clear() {
    if (pieces_.size() > 1) pieces_.clear();
    next_ = pieces_.empty() ? nullptr : pieces_.front().get();
    left_ = pieces_.empty() ? 0 : kPiece;
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{32} << 10U;

  void open(std::size_t bytes) {
    left_ = std::max(kPiece, bytes);
    pieces_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    next_ = pieces_.back().get();
  }

  std::vector<std::unique_ptr<char[]>> pieces_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace retainwise::csv
