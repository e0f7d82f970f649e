#pragma once
/// A folder for work files that lives as long as its process, for one that has no data folder.
#include <string>

#include "base/result.h"
#include "service/store/file_lock.h"

namespace retainwise::app {

/// <parent>/retainwise-<user id>-XXXXXX (0700), held by a lock; gone with the object. What
/// processes that were killed left beside it is removed at the next make().
class ScratchFolder {
 public:
  static Result<ScratchFolder> make(const std::string& parent);
  ScratchFolder(ScratchFolder&&) noexcept = default;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();

  /// For the work files; the folder itself holds the lock too.
  std::string work() const { return path_ + "/work"; }

 private:
  ScratchFolder(std::string path, store::FileLock lock)
      : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;  ///< "" once moved from
  store::FileLock lock_;
};

/// Where the system keeps what may go (TMPDIR, else /tmp).
std::string temporary_parent();

}  // namespace retainwise::app
