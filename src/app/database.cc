#include "app/database.h"

#include <unistd.h>

#include <chrono>

#include "app/exit_code.h"
#include "app/signals.h"

namespace retainwise::app {
namespace {

constexpr auto kPatience = std::chrono::seconds(60);
constexpr int kLookMs = 1'000;
/// Each thread that handles requests and each sweep holds one for a moment; so does each worker.
constexpr std::size_t kSessions = 8;

Result<std::unique_ptr<store::Store>> open_patiently(const store::PostgresqlOptions& options,
                                                     telemetry::Log& log, const OnWait& on_wait) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (bool told = false;; told = true) {
    auto opened = store::open_postgresql(options);
    if (opened.ok() || opened.error().kind != ErrorKind::kUnavailable) return opened;
    if (asked_to_stop() || std::chrono::steady_clock::now() >= until) return opened;
    if (!told) {
      log.warning("waiting_for_database", {{"why", opened.error().what}});
      on_wait("database");
    }
  }
}

}  // namespace

std::string database_file(const Settings& settings) {
  return settings.data_dir + "/retainwise.db";
}

std::function<void(const Error&)> end_on_fatal(telemetry::Log& log) {
  return [&log](const Error& error) {
    log.error("fatal", error);
    ::_exit(kExitUnavailable);
  };
}

Result<std::unique_ptr<store::Store>> open_store(const Settings& settings, const std::string& owner,
                                                 telemetry::Log& log, const OnWait& on_wait) {
  if (!settings.database_url.empty()) {
    store::PostgresqlOptions postgresql;
    postgresql.url = settings.database_url;
    postgresql.owner = owner;
    postgresql.sessions = kSessions + static_cast<std::size_t>(settings.workers);
    postgresql.start_wait_ms = kLookMs;
    return open_patiently(postgresql, log, on_wait);
  }
  store::SqliteOptions sqlite;
  sqlite.file = database_file(settings);
  sqlite.ballast_file = settings.data_dir + "/ballast";
  sqlite.on_fatal = end_on_fatal(log);
  return store::open_sqlite(sqlite);
}

}  // namespace retainwise::app
