#pragma once
/// A file that appears whole or not at all: written beside its place, synced, then renamed over it.
#include <memory>
#include <string>

#include "app/file_sink.h"

namespace retainwise::app {

/// Dropped without commit(): what stood at `path` stands there still.
class OutputFile final : public Sink {
 public:
  /// kUnavailable where the folder cannot be written. The file gets the rights that `>` in a shell
  /// would give it.
  static Result<std::unique_ptr<OutputFile>> create(const std::string& path);
  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  Result<void> write(std::string_view bytes) override { return sink_->write(bytes); }
  /// Replaces what stands at `path`, durably (file and folder are synced).
  Result<void> commit();

 private:
  OutputFile(std::string path, std::string temporary, std::unique_ptr<FileSink> sink);

  std::string path_, temporary_;  ///< `temporary_` is "" once it was renamed
  std::unique_ptr<FileSink> sink_;
};

}  // namespace retainwise::app
