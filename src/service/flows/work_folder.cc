#include "service/flows/work_folder.h"

#include <filesystem>

namespace retainwise::flows {

namespace fs = std::filesystem;

Result<WorkFolder> WorkFolder::create(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  fs::create_directories(path, error);
  if (!error) fs::permissions(path, fs::perms::owner_all, error);
  if (error) return unavailable("A work folder could not be made.", path + ": " + error.message());
  return WorkFolder(path);
}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept : path_(std::move(other.path_)) {
  other.path_.clear();
}

WorkFolder::~WorkFolder() {
  if (path_.empty()) return;
  std::error_code ignored;  // what stays is wiped at the next start
  fs::remove_all(path_, ignored);
}

}  // namespace retainwise::flows
