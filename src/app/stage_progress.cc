#include "app/stage_progress.h"

#include <unistd.h>

#include "service/jobs/progress_line.h"

namespace retainwise::app {
namespace {

constexpr std::chrono::milliseconds kBetweenLines{100};

double seconds(std::chrono::steady_clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

}  // namespace

void StageProgress::at(Stage stage, double done) {
  const std::lock_guard lock(mutex_);
  const Instant now = std::chrono::steady_clock::now();
  const bool fresh = timings_.empty() || timings_.back().stage != stage;
  if (fresh) turn_to(stage, now);
  done_ = done;
  if (fresh || now - told_at_ >= kBetweenLines) tell(now);
  if (fresh && on_stage_) on_stage_(stage);
}

void StageProgress::rows(std::int64_t count) {
  const std::lock_guard lock(mutex_);
  rows_ = count;
}

void StageProgress::turn_to(Stage stage, Instant now) {
  if (!timings_.empty()) timings_.back().seconds += seconds(now - stage_began_);
  timings_.push_back({stage, 0});
  stage_began_ = now;
}

void StageProgress::tell(Instant now) {
  told_at_ = now;
  const std::string line =
      jobs::progress_line({std::string(name_of(timings_.back().stage)), done_, rows_});
  // A parent that is gone ends this process by itself; a line less is no loss.
  [[maybe_unused]] const ssize_t written = ::write(STDOUT_FILENO, line.data(), line.size());
}

Json StageProgress::timings() {
  const std::lock_guard lock(mutex_);
  const Instant now = std::chrono::steady_clock::now();
  if (!timings_.empty()) turn_to(timings_.back().stage, now);
  Json json = Json::object();
  for (const Timing& timing : timings_) {
    const std::string name(name_of(timing.stage));
    json[name] = json.value(name, 0.0) + timing.seconds;
  }
  return json;
}

}  // namespace retainwise::app
