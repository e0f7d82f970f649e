#pragma once
/// How predictions run in this process, as the settings say.
#include <string>

#include "app/settings.h"
#include "service/jobs/worker.h"

namespace retainwise::app {

/// `program`: this very one; `scratch`: a folder for work files that is this process's alone.
jobs::WorkerOptions worker_options(const Settings& settings, std::string program, std::string owner,
                                   std::string scratch);

}  // namespace retainwise::app
