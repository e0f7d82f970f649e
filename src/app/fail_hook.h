#pragma once
/// Faults on demand, for the tests, and only in a program that was built with them
/// (RETAINWISE_TEST_HOOKS): RW_FAIL="job.learning:kill,run.storing:sleep=500:once".
///
/// `job.<stage>` acts in the child as the stage begins, `job.preview` in the child of a preview,
/// `run.<stage>` in the worker's process:
/// kill (SIGKILL), crash (SIGSEGV), hang, sleep=MS, oom. `once` acts in a prediction's first run
/// only. In a program without the hooks every function here does nothing.
#include <string_view>

#include "service/jobs/worker.h"

namespace retainwise::app {

/// Acts if RW_FAIL says so for `place` ("job.learning") and run number `fence`.
void fail_here(std::string_view place, std::int64_t fence);
/// RW_FAIL goes to the children, and the runs of this process act on it.
void hook_worker(jobs::WorkerOptions& options);

}  // namespace retainwise::app
