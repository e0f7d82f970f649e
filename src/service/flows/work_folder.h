#pragma once
/// A run's own folder: made empty, gone with this object.
#include <string>

#include "base/result.h"

namespace retainwise::flows {

class WorkFolder {
 public:
  /// Rights 0700; what stood there before is removed. kUnavailable where it cannot be made.
  static Result<WorkFolder> create(const std::string& path);
  WorkFolder(WorkFolder&& other) noexcept;
  WorkFolder& operator=(WorkFolder&&) = delete;
  ~WorkFolder();

  const std::string& path() const { return path_; }

 private:
  explicit WorkFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;  ///< "" once moved from
};

}  // namespace retainwise::flows
