#pragma once
/// What must be done again and again: rescue every few seconds, deletions likewise, garbage and old
/// records once an hour and at start. A sweep that fails is logged and tried at the next turn.
#include "service/flows/services.h"
#include "service/jobs/rescue.h"

namespace retainwise::jobs {

/// One thread.
class Sweeper {
 public:
  /// `owner`: this process.
  Sweeper(flows::Services& services, int lease_ms, const std::string& owner);

  /// Before the claim loops start.
  void at_start(std::string_view owner);
  /// Every few seconds.
  void turn();

 private:
  void hourly();
  void report_backlog();
  void note(std::string_view what, const Result<std::int64_t>& swept);

  flows::Services& services_;
  Rescue rescue_;
  const Time started_at_;
  std::int64_t hourly_at_ms_;  ///< steady clock
  bool first_garbage_ = true;
};

}  // namespace retainwise::jobs
