#pragma once
/// A sink for what nobody asked for.
#include "base/sink.h"

namespace retainwise::app {

class Nowhere final : public Sink {
 public:
  Result<void> write(std::string_view) override { return {}; }
};

}  // namespace retainwise::app
