#include <algorithm>

#include "base/text.h"
#include "service/blob/s3_bucket.h"

namespace retainwise::blob {
namespace {

constexpr int kMostResumptions = 4;

struct Extent {
  std::int64_t offset = 0, size = 0;
};

std::string range_header(std::int64_t first, std::int64_t length) {
  return "bytes=" + std::to_string(first) + "-" +
         (length < 0 ? "" : std::to_string(first + length - 1));
}

Error wrong_range() {
  return bad_request("bad_range", "The range begins behind the end of the file.");
}

/// Goes on where a connection broke off, as long as the object is still the same one.
class ObjectReader final : public BlobReader {
 public:
  ObjectReader(std::shared_ptr<S3Bucket> bucket, BlobKey key, std::string etag, Extent extent,
               std::unique_ptr<net::HttpStream> stream)
      : bucket_(std::move(bucket)),
        key_(std::move(key)),
        etag_(std::move(etag)),
        extent_(extent),
        stream_(std::move(stream)) {}

  std::int64_t size() const override { return extent_.size; }

  Result<std::size_t> read(std::span<std::byte> out) override {
    const std::int64_t left = extent_.size - done_;
    const auto wanted = out.first(std::min(out.size(), static_cast<std::size_t>(left)));
    if (wanted.empty()) return std::size_t{0};
    while (true) {
      Result<std::size_t> count = stream_->read(wanted);
      if (count.ok() && *count > 0) return passed(*count);
      const Error broken =
          count.ok() ? unavailable("A file ended before its end.", key_.text()) : count.error();
      if (broken.kind != ErrorKind::kUnavailable) return broken;
      RW_CHECK_OK(resume(broken));
    }
  }

 private:
  std::size_t passed(std::size_t count) {
    done_ += static_cast<std::int64_t>(count);
    if (done_ == extent_.size) {
      std::array<std::byte, 1> nothing{};
      static_cast<void>(stream_->read(nothing).ok());  // ends the answer: its line serves the next
      stream_.reset();
    }
    return count;
  }

  Result<void> resume(const Error& broken) {
    if (etag_.empty() || ++resumptions_ > kMostResumptions) return broken;
    net::Signable request = bucket_->request("GET", key_.text());
    request.headers.emplace_back("If-Match", etag_);
    request.headers.emplace_back("Range",
                                 range_header(extent_.offset + done_, extent_.size - done_));
    RW_TRY(auto opened, bucket_->caller().open(request, {}));
    if (opened.reply.status != 206)
      return unavailable("A file could not be read to its end.",
                         key_.text() + ": " + broken.detail);
    stream_ = std::move(opened.stream);
    return {};
  }

  std::shared_ptr<S3Bucket> bucket_;
  const BlobKey key_;
  const std::string etag_;
  const Extent extent_;
  std::unique_ptr<net::HttpStream> stream_;
  std::int64_t done_ = 0;
  int resumptions_ = 0;
};

class NothingToRead final : public BlobReader {
 public:
  std::int64_t size() const override { return 0; }
  Result<std::size_t> read(std::span<std::byte>) override { return std::size_t{0}; }
};

/// A range without a byte, which HTTP cannot ask for.
Result<std::unique_ptr<BlobReader>> read_nothing(S3Bucket& bucket, const BlobKey& key,
                                                 Range range) {
  RW_TRY(const net::HttpReply head, bucket.head(key));
  if (range.offset > whole_number(head.header("content-length"))) return wrong_range();
  return std::unique_ptr<BlobReader>(std::make_unique<NothingToRead>());
}

}  // namespace

Result<std::unique_ptr<BlobReader>> read_object(std::shared_ptr<S3Bucket> bucket,
                                                const BlobKey& key, Range range) {
  if (range.offset < 0 || range.length < -1) return wrong_range();
  if (range.length == 0) return read_nothing(*bucket, key, range);
  const bool whole = range.offset == 0 && range.length < 0;
  net::Signable request = bucket->request("GET", key.text());
  if (!whole) request.headers.emplace_back("Range", range_header(range.offset, range.length));
  RW_TRY(auto opened, bucket->caller().open(request, {}));
  const net::HttpReply& reply = opened.reply;
  if (reply.status == 416) return read_nothing(*bucket, key, range);
  if (reply.status != (whole ? 200 : 206)) return bucket->refused("GET", key, reply);
  const std::int64_t size = whole_number(reply.header("content-length"));
  if (size < 0) return unavailable("A file came without its size.", key.text());
  return std::unique_ptr<BlobReader>(
      std::make_unique<ObjectReader>(std::move(bucket), key, std::string(reply.header("etag")),
                                     Extent{range.offset, size}, std::move(opened.stream)));
}

}  // namespace retainwise::blob
