#include "service/store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "base/error.h"

namespace retainwise::store {
namespace {

std::string text_of(int descriptor) {
  std::array<char, 64> buffer{};
  const ssize_t length = ::pread(descriptor, buffer.data(), buffer.size(), 0);
  if (length <= 0) return "unknown";
  std::string text(buffer.data(), static_cast<std::size_t>(length));
  return text.substr(0, text.find('\n'));
}

Error in_use(int descriptor) {
  return conflict(
      "database_in_use",
      "Another process (process id " + text_of(descriptor) + ") is already using this data folder.",
      "Stop it first, or give this one another folder with --data-dir.");
}

}  // namespace

Result<FileLock> FileLock::take(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0)
    return unavailable("The data folder cannot be written.", file + ": " + system_words(errno));
  FileLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return in_use(descriptor);
    return unavailable("The data folder cannot be locked.", file + ": " + system_words(errno));
  }
  // The id only serves the message above, so a disk too full to hold it does not stop the start.
  const std::string id = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor, 0) == 0)
    static_cast<void>(::pwrite(descriptor, id.data(), id.size(), 0) == 0);
  return lock;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace retainwise::store
