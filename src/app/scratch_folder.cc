#include "app/scratch_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "base/error.h"
#include "base/text.h"

namespace retainwise::app {
namespace {

namespace fs = std::filesystem;

std::string name_start() {
  return "retainwise-" + std::to_string(::getuid()) + "-";
}

std::string lock_in(const std::string& folder) {
  return folder + "/lock";
}

/// A real folder of this user's: in a folder that everybody may write to, a name says nothing.
bool is_ours(const std::string& path) {
  struct stat found {};
  return ::lstat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode) &&
         found.st_uid == ::getuid() && (found.st_mode & 0077U) == 0;
}

/// One that is being made has no lock yet, so a young one is left alone.
bool is_old(const fs::path& path) {
  std::error_code error;
  const auto written = fs::last_write_time(path, error);
  return !error && fs::file_time_type::clock::now() - written > std::chrono::minutes(1);
}

void remove_left_behind(const std::string& parent) {
  std::error_code error;
  for (fs::directory_iterator each(parent, error), end; !error && each != end;
       each.increment(error)) {
    const std::string path = each->path().string();
    if (!starts_with(each->path().filename().string(), name_start()) || !is_ours(path)) continue;
    const bool locked = fs::exists(lock_in(path));
    if (!locked && !is_old(each->path())) continue;
    const auto held = store::FileLock::take(lock_in(path));
    std::error_code ignored;  // what cannot be removed now can be at the next start
    if (held.ok()) fs::remove_all(path, ignored);
  }
}

}  // namespace

Result<ScratchFolder> ScratchFolder::make(const std::string& parent) {
  remove_left_behind(parent);
  std::string path = parent + "/" + name_start() + "XXXXXX";
  if (::mkdtemp(path.data()) == nullptr)
    return Error{
        ErrorKind::kUnavailable, "scratch_folder",
        "Cannot make a folder for work files in " + parent + ": " + system_words(errno) + ".",
        "Set TMPDIR to a folder that this user may write to.", ""};
  RW_TRY(auto lock, store::FileLock::take(lock_in(path)));
  return ScratchFolder(std::move(path), std::move(lock));
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;  // the next start tries again
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

std::string temporary_parent() {
  std::error_code error;
  const fs::path parent = fs::temp_directory_path(error);
  return error ? std::string("/tmp") : parent.string();
}

}  // namespace retainwise::app
