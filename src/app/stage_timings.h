#pragma once
/// Seconds that a run spent in each stage, by the steady clock.
#include <chrono>
#include <vector>

#include "base/json.h"
#include "base/progress.h"

namespace retainwise::app {

/// For one thread at a time.
class StageTimings {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  /// True where `stage` is not the one under way: it begins.
  bool turn_to(Stage stage, Instant now);
  /// {stage: seconds} so far, in order of first appearance.
  Json seconds(Instant now) const;

 private:
  struct Span {
    Stage stage;
    Instant began;
  };
  std::vector<Span> spans_;
};

}  // namespace retainwise::app
