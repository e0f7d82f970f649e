#pragma once
/// The clock of the service: N loops that claim and run predictions, and one that sweeps (expired
/// leases, deletions, garbage, old changes). Threads of its own; create() starts, stop() ends them.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "service/flows/run_prediction.h"
#include "service/flows/services.h"

namespace retainwise::jobs {

struct WorkerOptions {
  std::string program;            ///< path of this very program, for `program job`
  std::string scratch_directory;  ///< work folders; wiped at start
  int workers = 1;                ///< 0: sweep only
  int threads_per_job = 2;
  int lease_ms = 30'000;
  int poll_ms = 5'000;  ///< the truth is polled at least so often
  int sweep_ms = 5'000;
  int deadline_ms = 30 * 60'000;
  std::int64_t memory_bytes = 4LL << 30U;  ///< RLIMIT_AS of a child
  std::string owner;  ///< this process; no other one, before or later, has the same
  std::vector<std::string> job_environment;  ///< NAME=value for children (fault hooks)
  /// Hears each run's stages as they begin; may be empty.
  std::function<void(std::string_view, Fence)> on_stage;
};

class Worker {
 public:
  virtual ~Worker() = default;
  /// Takes no new work, stops the children, hands their predictions back, joins. Idempotent.
  virtual void stop() = 0;
};

/// First gives back what owners who are gone still hold (one process owns an SQLite database, so
/// there every other owner is gone), and removes what no row names and is older than this call:
/// start it before anything that accepts uploads.
Result<std::unique_ptr<Worker>> start_worker(flows::Services& services, WorkerOptions options);

}  // namespace retainwise::jobs
