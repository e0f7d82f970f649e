#pragma once
/// The engine in a process of its own, so that a crash, a hang or a hunger for memory of one file
/// harms nothing else: `program job DIRECTORY`, own process group, no inherited descriptor but
/// stdin (its end is the child's end), stdout (progress lines) and stderr (kept for the log).
#include <memory>
#include <string>
#include <vector>

#include "base/time.h"
#include "service/flows/run_prediction.h"
#include "service/telemetry/log.h"

namespace retainwise::jobs {

struct ChildOptions {
  std::string program;
  int threads = 2;
  std::int64_t memory_bytes = 4LL << 30U;
  int deadline_ms = 30 * 60'000;
  std::vector<std::string> environment;  ///< NAME=value, beside what every child gets
};

/// `clock` and `log` outlive it. Several threads may call run() at once; the one that does is its
/// child's parent and must live as long as the child (PR_SET_PDEATHSIG is about threads).
std::unique_ptr<flows::JobRunner> make_child_runner(const Clock& clock, telemetry::Log& log,
                                                    ChildOptions options);

}  // namespace retainwise::jobs
