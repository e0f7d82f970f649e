#include "app/file_sink.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace retainwise::app {
namespace {

constexpr std::size_t kBufferBytes = 1U << 18U;

Error cannot_write(const std::string& path) {
  const int code = errno;
  const std::string detail = path + ": " + std::generic_category().message(code);
  if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    return {ErrorKind::kStorageFull, "out_of_disk", "There is no room to write the results.",
            "Free some room on the disk, then try again.", detail};
  return {ErrorKind::kUnavailable, "cannot_write", "The results cannot be written.",
          "Check that the folder exists and can be written.", detail};
}

}  // namespace

Result<std::unique_ptr<FileSink>> FileSink::create(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return cannot_write(path);
  return std::unique_ptr<FileSink>(new FileSink(path, descriptor));
}

std::unique_ptr<FileSink> FileSink::adopt(std::string path, int descriptor) {
  return std::unique_ptr<FileSink>(new FileSink(std::move(path), descriptor));
}

FileSink::~FileSink() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> FileSink::write(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() < kBufferBytes) return {};
  return flush();
}

Result<void> FileSink::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_write(path_);
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  buffer_.clear();
  return {};
}

Result<void> FileSink::sync() {
  RW_CHECK_OK(flush());
  if (::fsync(descriptor_) != 0) return cannot_write(path_);
  return {};
}

Result<void> FileSink::close() {
  RW_CHECK_OK(flush());
  if (::close(std::exchange(descriptor_, -1)) != 0) return cannot_write(path_);
  return {};
}

}  // namespace retainwise::app
