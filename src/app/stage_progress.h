#pragma once
/// A job's progress as lines for its parent, and its timings by stage.
#include <chrono>
#include <functional>
#include <mutex>
#include <string>

#include "app/stage_timings.h"

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
  using Instant = StageTimings::Instant;

  void tell(Instant now);

  const std::function<void(Stage)> on_stage_;
  std::mutex mutex_;
  // under mutex_
  StageTimings timings_;
  Stage stage_ = Stage::kReading;
  Instant told_at_{};
  double done_ = 0;
  std::int64_t rows_ = 0;
};

}  // namespace retainwise::app
