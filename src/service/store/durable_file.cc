#include "service/store/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "base/error.h"

namespace retainwise::store {
namespace {

Error failed(const std::string& file) {
  if (errno == ENOSPC || errno == EDQUOT)
    return {ErrorKind::kStorageFull, "storage_full", "There is no room left to keep this.",
            "Free some space on the server's disk, then try again.", file};
  return unavailable("The data folder cannot be written.", file + ": " + system_words(errno));
}

Result<void> sync(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return failed(path);
  const bool synced = ::fsync(descriptor) == 0;
  Error error = bug("fsync of " + path + ": " + system_words(errno));
  error.code = "fsync_failed";
  ::close(descriptor);
  if (!synced) return error;
  return {};
}

std::string directory_of(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : file.substr(0, slash + 1);
}

}  // namespace

Result<void> make_private_file(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    if (errno == EEXIST) return {};
    return failed(file);
  }
  ::close(descriptor);
  return sync(directory_of(file), O_RDONLY | O_DIRECTORY);
}

Result<void> make_empty_file(const std::string& file) {
  if (::unlink(file.c_str()) != 0 && errno != ENOENT) return failed(file);
  return make_private_file(file);
}

Result<void> make_durable(const std::string& file) {
  RW_CHECK_OK(sync(file, O_RDONLY));
  return sync(directory_of(file), O_RDONLY | O_DIRECTORY);
}

}  // namespace retainwise::store
