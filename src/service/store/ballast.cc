#include "service/store/ballast.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdint>

namespace retainwise::store {
namespace {

constexpr std::uint64_t kSpareTimes = 4;  // the disk must hold so many ballasts before we take one

}  // namespace

bool Ballast::drop() {
  if (file_.empty() || !held_) return false;
  held_ = false;
  return ::unlink(file_.c_str()) == 0;
}

void Ballast::restore() {
  if (file_.empty() || held_) return;
  struct stat known {};
  if (::stat(file_.c_str(), &known) == 0 && static_cast<std::size_t>(known.st_size) == bytes_) {
    held_ = true;
    return;
  }
  held_ = has_room() && fill();
}

bool Ballast::has_room() const {
  const std::size_t slash = file_.rfind('/');
  const std::string directory = slash == std::string::npos ? "." : file_.substr(0, slash + 1);
  struct statvfs disk {};
  if (::statvfs(directory.c_str(), &disk) != 0) return false;
  return disk.f_bavail * disk.f_frsize >= kSpareTimes * bytes_;
}

bool Ballast::fill() const {
  const int descriptor =
      ::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return false;
  const bool filled = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes_)) == 0;
  ::close(descriptor);
  if (!filled) ::unlink(file_.c_str());
  return filled;
}

}  // namespace retainwise::store
