#include "app/commands/worker.h"

#include <sys/stat.h>

#include "app/deployment.h"
#include "app/exit_code.h"
#include "app/foundation.h"
#include "app/say.h"
#include "app/scratch_folder.h"
#include "app/signals.h"
#include "app/worker_options.h"

namespace retainwise::app {
namespace {

void log_start(const Settings& settings, Foundation& all) {
  const flows::Services& services = all.services();
  services.log.info("worker_started", {{"database", std::string(services.store.kind())},
                                       {"blobs", std::string(services.blobs.kind())},
                                       {"queue", std::string(services.queue.kind())},
                                       {"environment", settings.environment},
                                       {"workers", settings.workers},
                                       {"owner", all.owner()},
                                       {"version", RETAINWISE_VERSION}});
}

/// Ends with its predictions handed back: another worker goes on with them at once.
Result<void> work_until_end(const Settings& settings, const std::string& program,
                            const sigset_t& signals) {
  RW_CHECK_OK(check_worker_settings(settings));
  RW_TRY(const auto scratch, ScratchFolder::make(temporary_parent()));
  RW_TRY(const auto all, Foundation::open(settings, tell_nobody));
  RW_TRY(const auto worker,
         jobs::start_worker(all->services(),
                            worker_options(settings, program, all->owner(), scratch.work())));
  log_start(settings, *all);
  wait_for_end(signals);
  all->log().info("stopping");
  worker->stop();
  all->log().info("stopped");
  return {};
}

}  // namespace

int run_worker(const Settings& settings, const std::string& program) {
  ::umask(077);
  const sigset_t signals = hold_signals();
  const auto worked = work_until_end(settings, program, signals);
  return worked.ok() ? kExitFine : say(worked.error());
}

}  // namespace retainwise::app
