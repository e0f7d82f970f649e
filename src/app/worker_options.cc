#include "app/worker_options.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "app/fail_hook.h"

namespace retainwise::app {

jobs::WorkerOptions worker_options(const Settings& settings, std::string program, std::string owner,
                                   std::string scratch) {
  jobs::WorkerOptions options;
  options.program = std::move(program);
  options.scratch_directory = std::move(scratch);
  options.workers = settings.workers;
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  options.threads_per_job =
      static_cast<int>(std::max(1U, cores / static_cast<unsigned>(std::max(1, settings.workers))));
  options.lease_ms = settings.lease_seconds * 1000;
  options.deadline_ms = settings.job_deadline_seconds * 1000;
  options.memory_bytes = settings.job_memory_bytes;
  options.owner = std::move(owner);
  hook_worker(options);
  return options;
}

}  // namespace retainwise::app
