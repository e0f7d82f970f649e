#include "service/blob/beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "base/error.h"

namespace retainwise::blob {

Descriptor::~Descriptor() {
  // Nothing is lost by a failing close: what must last was synced before.
  if (number_ >= 0) ::close(number_);
}

Error error_at(int error, std::string_view path) {
  std::string detail = std::string(path) + ": " + system_words(error);
  switch (error) {
    case ENOENT: {
      Error missing = not_found("There is no such file.");
      missing.detail = std::move(detail);
      return missing;
    }
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return {ErrorKind::kStorageFull, "storage_full", "There is no room left to keep this.",
              "Free some space on the server's disk, then try again.", std::move(detail)};
    case ELOOP:
    case EXDEV:
    case ENOTDIR:
    case EISDIR: return bug(std::move(detail));
    default: return unavailable("The file store does not answer.", std::move(detail));
  }
}

Result<Descriptor> open_beneath(int directory, const std::string& path, int flags) {
  open_how how = {};
  how.flags = static_cast<__u64>(flags | O_CLOEXEC);
  how.mode = (flags & O_CREAT) != 0 ? 0600 : 0;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
  while (true) {
    const long number = ::syscall(SYS_openat2, directory, path.c_str(), &how, sizeof how);
    if (number >= 0) return Descriptor(static_cast<int>(number));
    // EAGAIN: a rename elsewhere raced with the walk; the kernel asks to be asked again.
    if (errno != EINTR && errno != EAGAIN) return error_at(errno, path);
  }
}

Result<Descriptor> open_directory_beneath(int directory, const std::string& path) {
  return open_beneath(directory, path, O_RDONLY | O_DIRECTORY);
}

Result<void> sync(int descriptor, std::string_view path) {
  if (::fsync(descriptor) == 0) return {};
  const int error = errno;
  if (error == ENOSPC || error == EDQUOT) return error_at(error, path);
  Error failed = bug("fsync of " + std::string(path) + ": " + system_words(error));
  failed.code = "fsync_failed";
  return failed;
}

}  // namespace retainwise::blob
