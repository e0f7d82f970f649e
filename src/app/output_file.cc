#include "app/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace retainwise::app {
namespace {

constexpr std::size_t kBufferBytes = 1U << 16U;

Error cannot(const std::string& deed, const std::string& path) {
  const int code = errno;
  const auto kind = code == ENOSPC || code == EDQUOT ? ErrorKind::kStorageFull
                                                     : ErrorKind::kUnavailable;
  return {kind, "output_file", "Cannot " + deed + " " + path + ": " + std::strerror(code) + ".",
          "Check that the folder exists, can be written and has room.", ""};
}

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

/// mkostemp makes 0600; a user's own output file gets what their umask allows, as `>` would.
mode_t mode_by_umask() {
  const mode_t mask = ::umask(077);
  ::umask(mask);
  return 0666U & ~mask;
}

}  // namespace

Result<std::unique_ptr<OutputFile>> OutputFile::create(const std::string& path) {
  std::string temporary = path + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return cannot("write", path);
  if (::fchmod(descriptor, mode_by_umask()) != 0) {
    Error error = cannot("set the rights of", temporary);
    ::close(descriptor);
    ::unlink(temporary.c_str());
    return error;
  }
  return std::unique_ptr<OutputFile>(new OutputFile(path, std::move(temporary), descriptor));
}

OutputFile::OutputFile(std::string path, std::string temporary, int descriptor)
    : path_(std::move(path)), temporary_(std::move(temporary)), descriptor_(descriptor) {}

OutputFile::~OutputFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(temporary_.c_str());
}

Result<void> OutputFile::write(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() < kBufferBytes) return {};
  return flush();
}

Result<void> OutputFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return cannot("write", path_);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return {};
}

Result<void> OutputFile::commit() {
  RW_CHECK_OK(flush());
  if (::fsync(descriptor_) != 0) return cannot("sync", path_);
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return cannot("replace", path_);
  ::close(descriptor_);
  descriptor_ = -1;
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return cannot("sync the folder of", path_);
  const int synced = ::fsync(folder);
  Error error = cannot("sync the folder of", path_);
  ::close(folder);
  if (synced != 0) return error;
  return {};
}

}  // namespace retainwise::app
