#pragma once
/// The database that the settings name.
#include <functional>
#include <memory>
#include <string>

#include "app/on_wait.h"
#include "app/settings.h"
#include "service/store/store.h"
#include "service/telemetry/log.h"

namespace retainwise::app {

/// The file in the data folder; also where no row lies in it, `<file>.lock` keeps a second process
/// out of the folder.
std::string database_file(const Settings& settings);

/// The file whose room is given up when the disk is full.
std::string ballast_file(const Settings& settings);

/// Waits a minute for a server that does not answer yet, unless SIGTERM or SIGINT is waiting.
/// `owner`: this process's name in leases.
Result<std::unique_ptr<store::Store>> open_store(const Settings& settings, const std::string& owner,
                                                 telemetry::Log& log, const OnWait& on_wait);

/// The same database to fill from a backup: with the schema `schema`, and an hour for one
/// transaction.
Result<std::unique_ptr<store::Store>> open_store_to_fill(const Settings& settings,
                                                         const std::string& owner,
                                                         telemetry::Log& log, int schema);

/// To look at beside a server, or without one; nothing is made or changed. kNotFound where there is
/// no database in the data folder.
Result<std::unique_ptr<store::Store>> look_at_store(const Settings& settings);

/// A failed sync leaves it open what is on the disk. Nothing may be answered any more: the process
/// ends, and the next start reads what really is there.
std::function<void(const Error&)> end_on_fatal(telemetry::Log& log);

}  // namespace retainwise::app
