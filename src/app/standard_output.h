#pragma once
/// Standard output as a Sink, through stdio's buffer.
#include "base/sink.h"

namespace retainwise::app {

class StandardOutput final : public Sink {
 public:
  /// cannot_write_output(), here and below.
  Result<void> write(std::string_view bytes) override;
  /// What was written has left the program once this returned ok.
  Result<void> flush();
};

}  // namespace retainwise::app
