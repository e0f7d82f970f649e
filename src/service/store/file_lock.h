#pragma once
/// One process at a time: an flock on a file beside the database, with the holder's process id in
/// it. Ends with the object or the process, never inherited by a child that runs another program.
#include <string>

#include "base/result.h"

namespace retainwise::store {

class FileLock {
 public:
  /// kConflict "database_in_use" where another process (or another FileLock) holds it.
  static Result<FileLock> take(const std::string& file);
  FileLock(FileLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace retainwise::store
