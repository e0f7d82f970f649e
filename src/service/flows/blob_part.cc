#include "service/flows/blob_part.h"

#include <algorithm>
#include <array>
#include <utility>

namespace retainwise::flows {
namespace {

class PartReader final : public blob::BlobReader {
 public:
  PartReader(std::unique_ptr<blob::BlobReader> whole, std::int64_t first, std::int64_t count)
      : whole_(std::move(whole)), before_(first), size_(count), left_(count) {}

  std::int64_t size() const override { return size_; }

  Result<std::size_t> read(std::span<std::byte> out) override {
    RW_CHECK_OK(pass(std::exchange(before_, 0)));
    const auto most = std::min(out.size(), static_cast<std::size_t>(left_));
    if (most == 0) return std::size_t{0};
    RW_TRY(const std::size_t count, whole_->read(out.first(most)));
    left_ -= static_cast<std::int64_t>(count);
    if (left_ == 0) RW_CHECK_OK(pass(INT64_MAX));
    return count;
  }

 private:
  /// Reads `bytes` on, or to the end.
  Result<void> pass(std::int64_t bytes) {
    std::array<std::byte, 1U << 16U> chunk{};
    while (bytes > 0) {
      const auto most = static_cast<std::size_t>(std::min<std::int64_t>(bytes, chunk.size()));
      RW_TRY(const std::size_t count, whole_->read(std::span(chunk).first(most)));
      if (count == 0) return {};
      bytes -= static_cast<std::int64_t>(count);
    }
    return {};
  }

  std::unique_ptr<blob::BlobReader> whole_;
  std::int64_t before_;  ///< still to be passed over
  const std::int64_t size_;
  std::int64_t left_;
};

}  // namespace

std::unique_ptr<blob::BlobReader> part_of(std::unique_ptr<blob::BlobReader> whole,
                                          std::int64_t first, std::int64_t count) {
  return std::make_unique<PartReader>(std::move(whole), first, count);
}

}  // namespace retainwise::flows
