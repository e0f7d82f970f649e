#pragma once
/// A file that appears whole or not at all: written beside its place, synced, then renamed over it.
#include <memory>
#include <string>

#include "base/sink.h"

namespace retainwise::app {

/// Dropped without commit(): what stood at `path` stands there still.
class OutputFile final : public Sink {
 public:
  /// kUnavailable where the folder cannot be written; the file gets the umask's rights (0600 at
  /// most for others' sake where the umask says so).
  static Result<std::unique_ptr<OutputFile>> create(const std::string& path);
  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  Result<void> write(std::string_view bytes) override;
  /// Replaces what stands at `path`, durably (file and folder are synced).
  Result<void> commit();

 private:
  OutputFile(std::string path, std::string temporary, int descriptor);
  Result<void> flush();

  std::string path_, temporary_, buffer_;
  int descriptor_;
};

}  // namespace retainwise::app
