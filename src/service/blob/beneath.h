#pragma once
/// System calls that stay beneath one directory. For this room only.
///
/// Every name is opened by openat2 with RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS: a planted link is
/// an error, not a way out.
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace retainwise::blob {

/// Owns a file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// What `error` (an errno) at `path` means to the caller; the path only stands in the detail.
Error error_at(int error, std::string_view path);

/// kNotFound where there is no such file.
Result<Descriptor> open_beneath(int directory, const std::string& path, int flags);
Result<Descriptor> open_directory_beneath(int directory, const std::string& path);
/// An fsync that failed is kBug "fsync_failed" (kStorageFull where there was no room) and is never
/// tried again on the same descriptor: the kernel may have forgotten the pages.
Result<void> sync(int descriptor, std::string_view path);

}  // namespace retainwise::blob
