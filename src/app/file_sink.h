#pragma once
/// A file as a Sink, buffered. Not synced unless asked: most are for the next program to read.
#include <memory>
#include <string>

#include "base/sink.h"

namespace retainwise::app {

class FileSink final : public Sink {
 public:
  /// Replaces what stands there; 0600. kStorageFull, kUnavailable, here and below.
  static Result<std::unique_ptr<FileSink>> create(const std::string& path);
  /// Takes over `descriptor`, open for writing; `path` is its name in messages.
  static std::unique_ptr<FileSink> adopt(std::string path, int descriptor);
  ~FileSink() override;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;

  Result<void> write(std::string_view bytes) override;
  /// What was written lies on the disk once this returned ok.
  Result<void> sync();
  /// Everything is in the file once this returned ok.
  Result<void> close();

 private:
  FileSink(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  Result<void> flush();

  std::string path_, buffer_;
  int descriptor_;
};

}  // namespace retainwise::app
