#pragma once
/// Progress as one line on a terminal's stderr, silent elsewhere; and the timings of a run.
#include <atomic>
#include <mutex>

#include "app/stage_timings.h"

namespace retainwise::app {

/// Any thread may report. Ctrl-C is the way to cancel a command, so cancelled() is never true.
class ProgressBar final : public Progress {
 public:
  /// `wanted` false (--quiet): silent on a terminal too.
  explicit ProgressBar(bool wanted);
  ~ProgressBar() override;
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void at(Stage stage, double done) override;
  void rows(std::int64_t count) override { rows_ = count; }
  bool cancelled() const override { return false; }
  /// Seconds by stage so far.
  Json timings();

 private:
  const bool shown_;
  std::atomic<std::int64_t> rows_{0};
  std::mutex mutex_;
  // under mutex_
  StageTimings timings_;
  int last_permille_ = -1;
  Stage last_stage_ = Stage::kReading;
};

}  // namespace retainwise::app
