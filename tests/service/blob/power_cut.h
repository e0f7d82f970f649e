#pragma once
/// A forgetful disk: this program's own write, fsync, mkdirat, renameat2 and linkat remember what
/// was not synced yet, and power_cut() takes it away. Include it in one file of a test program.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <string>

namespace retainwise::test {

class ForgetfulDisk {
 public:
  void begin() {
    const std::lock_guard lock(mutex_);
    watching_ = true;
    names_.clear();
    bytes_.clear();
  }
  void wrote(int descriptor) {
    const std::lock_guard lock(mutex_);
    if (watching_ && is(descriptor, S_IFREG)) bytes_.insert(path_of(descriptor));
  }
  void named(int directory, const char* name) {
    const std::lock_guard lock(mutex_);
    const std::string parent = path_of(directory);
    if (watching_) names_[parent].insert(parent + "/" + name);
  }
  void renamed(int from, const char* old_name, int to, const char* new_name) {
    named(to, new_name);
    const std::lock_guard lock(mutex_);
    if (bytes_.erase(path_of(from) + "/" + old_name) > 0)
      bytes_.insert(path_of(to) + "/" + new_name);
  }
  void synced(int descriptor) {
    const std::lock_guard lock(mutex_);
    ++syncs_;
    names_.erase(path_of(descriptor));
    bytes_.erase(path_of(descriptor));
  }
  /// What a disk may hold after the power went: no name and no byte that was not synced.
  void power_cut() {
    const std::lock_guard lock(mutex_);
    watching_ = false;
    std::error_code ignored;  // a name may have gone by itself
    for (const std::string& path : bytes_) std::filesystem::resize_file(path, 0, ignored);
    for (const auto& [directory, paths] : names_)
      for (const std::string& path : paths) std::filesystem::remove_all(path, ignored);
  }
  int syncs() {
    const std::lock_guard lock(mutex_);
    return syncs_;
  }
  int sync_error = 0;   ///< errno of every fsync; 0: none fails
  int write_error = 0;  ///< errno of every write to a regular file

  static bool is(int descriptor, mode_t type) {
    struct stat known {};
    return ::fstat(descriptor, &known) == 0 && (known.st_mode & S_IFMT) == type;
  }

 private:
  static std::string path_of(int descriptor) {
    return std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor)).string();
  }

  std::mutex mutex_;
  bool watching_ = false;
  int syncs_ = 0;
  std::map<std::string, std::set<std::string>> names_;  ///< by directory
  std::set<std::string> bytes_;                         ///< files
};

inline ForgetfulDisk disk;

}  // namespace retainwise::test

extern "C" int fsync(int descriptor) {
  using retainwise::test::disk;
  if (disk.sync_error != 0) {
    errno = disk.sync_error;
    return -1;
  }
  disk.synced(descriptor);
  return static_cast<int>(::syscall(SYS_fsync, descriptor));
}
extern "C" ssize_t write(int descriptor, const void* bytes, size_t count) {
  using retainwise::test::disk;
  if (disk.write_error != 0 && disk.is(descriptor, S_IFREG)) {
    errno = disk.write_error;
    return -1;
  }
  disk.wrote(descriptor);
  return ::syscall(SYS_write, descriptor, bytes, count);
}
extern "C" int mkdirat(int directory, const char* name, mode_t mode) noexcept {
  const long made = ::syscall(SYS_mkdirat, directory, name, mode);
  if (made == 0) retainwise::test::disk.named(directory, name);
  return static_cast<int>(made);
}
extern "C" int renameat2(int from, const char* old_name, int to, const char* new_name,
                         unsigned flags) noexcept {
  const long renamed = ::syscall(SYS_renameat2, from, old_name, to, new_name, flags);
  if (renamed == 0) retainwise::test::disk.renamed(from, old_name, to, new_name);
  return static_cast<int>(renamed);
}
