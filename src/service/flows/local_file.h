#pragma once
/// Files of a work folder. They are scratch: never synced, gone with their run.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace retainwise::flows {

/// An open file; -1 once moved from.
class LocalFile {
 public:
  /// New, 0600. kStorageFull and kUnavailable, here and below.
  static Result<LocalFile> create(const std::string& path);
  /// kNotFound where there is none.
  static Result<LocalFile> open(const std::string& path);
  LocalFile(LocalFile&& other) noexcept;
  LocalFile& operator=(LocalFile&&) = delete;
  ~LocalFile();

  Result<void> write(std::string_view bytes);
  /// 0 at the end.
  Result<std::size_t> read(std::span<std::byte> out);

 private:
  LocalFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_;
  std::string path_;
};

Result<void> write_file(const std::string& path, std::string_view text);
/// kNotFound; kBug where it is larger than `max_bytes`.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);
/// 0 where there is none.
std::int64_t file_size(const std::string& path);

}  // namespace retainwise::flows
