#include "service/blob/directory_reader.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace retainwise::blob {
namespace {

class DirectoryReader final : public BlobReader {
 public:
  DirectoryReader(Descriptor file, BlobKey key, std::int64_t offset, std::int64_t size)
      : file_(std::move(file)), key_(std::move(key)), at_(offset), size_(size), left_(size) {}

  std::int64_t size() const override { return size_; }

  Result<std::size_t> read(std::span<std::byte> out) override {
    const std::size_t wanted = std::min(out.size(), static_cast<std::size_t>(left_));
    if (wanted == 0) return std::size_t{0};
    while (true) {
      const ssize_t got = ::pread(file_.number(), out.data(), wanted, at_);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return error_at(errno, key_.text());
      if (got == 0) return unavailable("The file store broke off.", key_.text() + " is too short");
      at_ += got;
      left_ -= got;
      return static_cast<std::size_t>(got);
    }
  }

 private:
  Descriptor file_;
  BlobKey key_;
  std::int64_t at_;
  std::int64_t size_;
  std::int64_t left_;
};

}  // namespace

Result<std::unique_ptr<BlobReader>> read_file(Descriptor file, const BlobKey& key, Range range) {
  struct stat known {};
  if (::fstat(file.number(), &known) != 0) return error_at(errno, key.text());
  if (!S_ISREG(known.st_mode)) return bug(key.text() + " is not a regular file");
  const std::int64_t end = known.st_size;
  if (range.offset < 0 || range.offset > end || range.length < -1)
    return bad_request("bad_range", "The range begins behind the end of the file.");
  const std::int64_t rest = end - range.offset;
  const std::int64_t size = range.length < 0 ? rest : std::min(range.length, rest);
  return std::unique_ptr<BlobReader>(
      std::make_unique<DirectoryReader>(std::move(file), key, range.offset, size));
}

}  // namespace retainwise::blob
