#pragma once
/// Where a command puts what it makes: a file that appears whole, standard output, or nowhere.
#include <memory>
#include <string>

#include "app/output_file.h"

namespace retainwise::app {

class Place {
 public:
  /// "": nowhere; "-": standard output. Errors as OutputFile's.
  static Result<Place> open(const std::string& path);
  Sink& sink() { return file_ ? static_cast<Sink&>(*file_) : *stream_; }
  /// Nothing stands in a file before it.
  Result<void> commit() { return file_ ? file_->commit() : Result<void>(); }

 private:
  std::unique_ptr<OutputFile> file_;
  std::unique_ptr<Sink> stream_;
};

}  // namespace retainwise::app
