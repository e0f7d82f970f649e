#include "app/input_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "base/error.h"

namespace retainwise::app {
namespace {

Error cannot_read(const std::string& path) {
  return bad_file("cannot_read", "Cannot read " + path + ": " + system_words(errno) + ".",
                  "Check the name and that you may read the file.");
}

Result<std::string> read_all(int descriptor, const std::string& path) {
  std::string text;
  std::array<char, 1U << 16U> chunk{};
  while (true) {
    const ssize_t count = ::read(descriptor, chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_read(path);
    if (count == 0) return text;
    text.append(chunk.data(), static_cast<std::size_t>(count));
  }
}

/// Closes on every way out.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number > STDIN_FILENO) ::close(number);
  }
};

}  // namespace

Result<InputFile> InputFile::open(const std::string& path) {
  const std::string shown = path == "-" ? "standard input" : path;
  const Descriptor file{path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0) return cannot_read(shown);
  struct stat facts {};
  if (::fstat(file.number, &facts) != 0) return cannot_read(shown);
  InputFile input;
  if (S_ISREG(facts.st_mode) && facts.st_size > 0) {
    const auto size = static_cast<std::size_t>(facts.st_size);
    void* place = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0);
    if (place == MAP_FAILED) return cannot_read(shown);
    input.mapped_ = {static_cast<const std::byte*>(place), size};
    return input;
  }
  RW_TRY(input.text_, read_all(file.number, shown));
  return input;
}

InputFile::InputFile(InputFile&& other) noexcept
    : mapped_(std::exchange(other.mapped_, {})), text_(std::move(other.text_)) {}

InputFile::~InputFile() {
  if (!mapped_.empty()) ::munmap(const_cast<std::byte*>(mapped_.data()), mapped_.size());
}

}  // namespace retainwise::app
