#include "app/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/error.h"

namespace retainwise::app {
namespace {

Error cannot(const std::string& deed, const std::string& path) {
  return {ErrorKind::kUnavailable, "output_file",
          "Cannot " + deed + " " + path + ": " + system_words(errno) + ".",
          "Check that the folder exists and can be written.", ""};
}

/// Where a file would really be written: behind symbolic links.
std::string behind_links(const std::string& path) {
  std::error_code ignored;  // no such file yet, or a pipe under /proc: the name as it is
  const auto real = std::filesystem::canonical(path, ignored);
  return real.empty() ? path : real.string();
}

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

/// mkostemp makes 0600 whatever the umask says.
mode_t mode_by_umask() {
  const mode_t mask = ::umask(077);
  ::umask(mask);
  return 0666U & ~mask;
}

/// A rename is durable once its folder is synced.
Result<void> sync_folder_of(const std::string& path) {
  const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = folder >= 0 && ::fsync(folder) == 0;
  Error error = cannot("sync the folder of", path);
  if (folder >= 0) ::close(folder);
  if (!synced) return error;
  return {};
}

}  // namespace

Result<std::unique_ptr<OutputFile>> OutputFile::create(const std::string& name) {
  struct stat there {};
  const bool exists = ::stat(name.c_str(), &there) == 0;
  if (exists && !S_ISREG(there.st_mode)) {
    const int descriptor = ::open(name.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return cannot("write", name);
    return std::unique_ptr<OutputFile>(new OutputFile(name, "", FileSink::adopt(name, descriptor)));
  }
  const std::string path = behind_links(name);
  std::string temporary = path + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return cannot("write", path);
  auto sink = FileSink::adopt(path, descriptor);
  std::unique_ptr<OutputFile> file(new OutputFile(path, std::move(temporary), std::move(sink)));
  const mode_t mode = exists ? there.st_mode & 0777U : mode_by_umask();
  if (::fchmod(descriptor, mode) != 0) return cannot("set the rights of", path);
  return file;
}

OutputFile::OutputFile(std::string path, std::string temporary, std::unique_ptr<FileSink> sink)
    : path_(std::move(path)), temporary_(std::move(temporary)), sink_(std::move(sink)) {}

OutputFile::~OutputFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<void> OutputFile::commit() {
  if (temporary_.empty()) return sink_->close();
  RW_CHECK_OK(sink_->sync());
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return cannot("replace", path_);
  temporary_.clear();
  return sync_folder_of(path_);
}

}  // namespace retainwise::app
