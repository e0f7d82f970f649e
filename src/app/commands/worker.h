#pragma once
/// `retainwise worker`: runs predictions until SIGTERM or SIGINT; no HTTP, no data folder. Any
/// number of them beside any number of servers, on PostgreSQL and a bucket.
#include <string>

#include "app/settings.h"

namespace retainwise::app {

/// The exit code.
int run_worker(const Settings& settings, const std::string& program);

}  // namespace retainwise::app
