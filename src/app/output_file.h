#pragma once
/// A file that appears whole or not at all: written beside its place, synced, then renamed over it.
/// A symbolic link is followed; what is no regular file (a device, a pipe) is written to as it is.
#include <memory>
#include <string>

#include "app/file_sink.h"

namespace retainwise::app {

/// Dropped without commit(): the file that stood at `path` stands there still.
class OutputFile final : public Sink {
 public:
  /// kUnavailable where the folder cannot be written. A new file gets the rights that `>` in a
  /// shell would give it, one that is replaced keeps its own.
  static Result<std::unique_ptr<OutputFile>> create(const std::string& path);
  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  Result<void> write(std::string_view bytes) override { return sink_->write(bytes); }
  /// Replaces the file that stands at `path`, durably (file and folder are synced).
  Result<void> commit();

 private:
  OutputFile(std::string path, std::string temporary, std::unique_ptr<FileSink> sink);

  std::string path_, temporary_;  ///< `temporary_` is "" where nothing is to be renamed (any more)
  std::unique_ptr<FileSink> sink_;
};

}  // namespace retainwise::app
