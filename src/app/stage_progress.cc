#include "app/stage_progress.h"

#include <unistd.h>

#include "service/jobs/progress_line.h"

namespace retainwise::app {
namespace {

constexpr std::chrono::milliseconds kBetweenLines{100};

}  // namespace

void StageProgress::at(Stage stage, double done) {
  const std::lock_guard lock(mutex_);
  const Instant now = std::chrono::steady_clock::now();
  const bool fresh = timings_.turn_to(stage, now);
  stage_ = stage;
  done_ = done;
  if (fresh || now - told_at_ >= kBetweenLines) tell(now);
  if (fresh && on_stage_) on_stage_(stage);
}

void StageProgress::rows(std::int64_t count) {
  const std::lock_guard lock(mutex_);
  rows_ = count;
}

void StageProgress::tell(Instant now) {
  told_at_ = now;
  const std::string line = jobs::progress_line({std::string(name_of(stage_)), done_, rows_});
  // A parent that is gone ends this process by itself; a line less is no loss.
  [[maybe_unused]] const ssize_t written = ::write(STDOUT_FILENO, line.data(), line.size());
}

Json StageProgress::timings() {
  const std::lock_guard lock(mutex_);
  return timings_.seconds(std::chrono::steady_clock::now());
}

}  // namespace retainwise::app
