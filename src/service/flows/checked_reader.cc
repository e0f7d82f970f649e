#include "service/flows/checked_reader.h"

#include "service/flows/sha256.h"

namespace retainwise::flows {
namespace {

class CheckedReader final : public blob::BlobReader {
 public:
  CheckedReader(std::unique_ptr<blob::BlobReader> reader, std::string sha256)
      : reader_(std::move(reader)), expected_(std::move(sha256)) {}

  std::int64_t size() const override { return reader_->size(); }

  Result<std::size_t> read(std::span<std::byte> out) override {
    RW_TRY(const std::size_t count, reader_->read(out));
    sha256_.update(out.first(count));
    passed_ += static_cast<std::int64_t>(count);
    const bool last = passed_ >= reader_->size();
    if ((last || count == 0) && !checked_) RW_CHECK_OK(check());
    return count;
  }

 private:
  Result<void> check() {
    checked_ = true;
    RW_TRY(const std::string found, sha256_.finish());
    if (found != expected_) return bug("sha256 is " + found + ", the row says " + expected_);
    return {};
  }

  std::unique_ptr<blob::BlobReader> reader_;
  const std::string expected_;
  Sha256 sha256_;
  std::int64_t passed_ = 0;
  bool checked_ = false;
};

}  // namespace

std::unique_ptr<blob::BlobReader> checked_reader(std::unique_ptr<blob::BlobReader> reader,
                                                 std::string sha256) {
  return std::make_unique<CheckedReader>(std::move(reader), std::move(sha256));
}

}  // namespace retainwise::flows
