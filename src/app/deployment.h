#pragma once
/// Which parts may stand together: what would lose data, or leave it lying for ever, is refused
/// before anything is opened, with what to change.
#include <string>
#include <vector>

#include "app/settings.h"

namespace retainwise::app {

/// A `worker` shares everything with others, so rows and files must lie outside. kBadRequest
/// "worker_needs_postgresql", "worker_needs_bucket", "worker_needs_work".
Result<void> check_worker_settings(const Settings& settings);

/// What a server's operator should know about the settings, one sentence each and what to change:
/// refused (kBadRequest "unsafe_production") where ENVIRONMENT=production, else given back.
Result<std::vector<Error>> check_server_settings(const Settings& settings);

/// The same about the disk under the data folder, which exists: memory and network file systems.
Result<std::vector<Error>> check_data_disk(const Settings& settings);

}  // namespace retainwise::app
