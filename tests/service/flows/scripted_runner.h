#pragma once
/// A job child played by a test.
#include <functional>
#include <utility>

#include "service/flows/run_prediction.h"

namespace retainwise::flows {

/// Does what a test says with the work folder and the beats.
class ScriptedRunner final : public JobRunner {
 public:
  using Script = std::function<JobEnd(const JobFiles&, const BeatFn&)>;
  explicit ScriptedRunner(Script script) : script_(std::move(script)) {}
  JobEnd run(const JobFiles& files, const BeatFn& beat) override { return script_(files, beat); }

 private:
  Script script_;
};

inline JobEnd end_of(JobEnd::Kind kind) {
  return {kind, JobEnd::Cause::kCrash, "", 0};
}
inline JobEnd died(JobEnd::Cause cause, std::int64_t limit = 0) {
  return {JobEnd::Kind::kDied, cause, "signal 11", limit};
}

}  // namespace retainwise::flows
