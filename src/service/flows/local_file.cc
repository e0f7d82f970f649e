#include "service/flows/local_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "base/bytes.h"

namespace retainwise::flows {
namespace {

constexpr std::size_t kChunk = 1U << 16U;

Error failed(int code, const std::string& path) {
  const std::string detail = path + ": " + std::generic_category().message(code);
  if (code == ENOSPC || code == EDQUOT)
    return {ErrorKind::kStorageFull, "out_of_disk", "The disk of the work folder is full.",
            "Free some room, then try again.", detail};
  if (code == ENOENT) {
    Error error = not_found("There is no such file.");
    error.detail = detail;
    return error;
  }
  return unavailable("A work file could not be used.", detail);
}

}  // namespace

Result<LocalFile> LocalFile::create(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return failed(errno, path);
  return LocalFile(descriptor, path);
}

Result<LocalFile> LocalFile::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return failed(errno, path);
  return LocalFile(descriptor, path);
}

LocalFile::LocalFile(LocalFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

LocalFile::~LocalFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> LocalFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed(errno, path_);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Result<std::size_t> LocalFile::read(std::span<std::byte> out) {
  while (true) {
    const ssize_t count = ::read(descriptor_, out.data(), out.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return failed(errno, path_);
  }
}

Result<void> write_file(const std::string& path, std::string_view text) {
  RW_TRY(LocalFile file, LocalFile::create(path));
  return file.write(text);
}

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  RW_TRY(LocalFile file, LocalFile::open(path));
  std::string text;
  std::array<std::byte, kChunk> chunk{};
  while (true) {
    RW_TRY(const std::size_t count, file.read(chunk));
    if (count == 0) return text;
    text += as_text(std::span(chunk).first(count));
    if (text.size() > max_bytes)
      return bug(path + " is larger than " + std::to_string(max_bytes) + " bytes");
  }
}

std::int64_t file_size(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? static_cast<std::int64_t>(status.st_size) : 0;
}

}  // namespace retainwise::flows
