#pragma once
/// A disk that fails on demand: this program's own fsync, fdatasync and pwrite64, which libraries
/// call too, since the program's symbols come first. Include it in one file of a test program.
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <string>

namespace retainwise::test {

struct DiskFaults {
  std::atomic<int> sync_error = 0;  ///< errno of every sync; 0: none fails
  std::atomic<int> failed_syncs = 0;
  std::string full_while_this_exists;  ///< pwrite64 says ENOSPC while that file is there
};

inline DiskFaults disk_faults;

inline int sync_or_fail(long call, int descriptor) {
  if (disk_faults.sync_error != 0) {
    ++disk_faults.failed_syncs;
    errno = disk_faults.sync_error;
    return -1;
  }
  return static_cast<int>(::syscall(call, descriptor));
}

}  // namespace retainwise::test

extern "C" int fsync(int descriptor) {
  return retainwise::test::sync_or_fail(SYS_fsync, descriptor);
}
extern "C" int fdatasync(int descriptor) {
  return retainwise::test::sync_or_fail(SYS_fdatasync, descriptor);
}
extern "C" ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset) {
  const std::string& file = retainwise::test::disk_faults.full_while_this_exists;
  if (!file.empty() && std::filesystem::exists(file)) {
    errno = ENOSPC;
    return -1;
  }
  return ::syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}
