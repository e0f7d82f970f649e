#pragma once
/// A job's progress as lines for its parent, and its timings by stage.
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/progress.h"

namespace retainwise::app {

class StageProgress final : public Progress {
 public:
  /// `on_stage` hears of each stage as it begins, before anything else happens in it.
  explicit StageProgress(std::function<void(Stage)> on_stage) : on_stage_(std::move(on_stage)) {}

  /// A line on stdout at each new stage and at most ten a second in between.
  void at(Stage stage, double done) override;
  void rows(std::int64_t count) override;
  /// Never: a parent that wants an end kills.
  bool cancelled() const override { return false; }

  /// Seconds by stage so far.
  Json timings();

 private:
  using Instant = std::chrono::steady_clock::time_point;
  struct Timing {
    Stage stage;
    double seconds = 0;
  };

  void turn_to(Stage stage, Instant now);
  void tell(Instant now);

  const std::function<void(Stage)> on_stage_;
  std::mutex mutex_;
  // under mutex_
  std::vector<Timing> timings_;  ///< by first appearance; the last one is under way
  Instant stage_began_{}, told_at_{};
  double done_ = 0;
  std::int64_t rows_ = 0;
};

}  // namespace retainwise::app
