#include "app/database.h"

#include <unistd.h>

#include <chrono>

#include "app/exit_code.h"
#include "app/signals.h"
#include "service/store/openings.h"
#include "service/store/schema.h"

namespace retainwise::app {
namespace {

constexpr auto kPatience = std::chrono::seconds(60);
constexpr int kLookMs = 1'000;
/// Each thread that handles requests and each sweep holds one for a moment; so does each worker.
constexpr std::size_t kSessions = 8;

/// For what reads or writes all rows at once.
constexpr int kLongTransactionMs = 3'600'000;
/// Of a command somebody waits for.
constexpr int kCommandWaitMs = 5'000;

using Opened = Result<std::unique_ptr<store::Store>>;

Opened open_patiently(const store::PostgresqlOptions& options, int schema, telemetry::Log& log,
                      const OnWait& on_wait) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (bool told = false;; told = true) {
    auto opened = store::open_postgresql_at(options, schema);
    if (opened.ok() || opened.error().kind != ErrorKind::kUnavailable) return opened;
    if (asked_to_stop() || std::chrono::steady_clock::now() >= until) return opened;
    if (!told) {
      log.warning("waiting_for_database", {{"why", opened.error().what}});
      on_wait("database");
    }
  }
}

store::PostgresqlOptions postgresql_options(const Settings& settings, const std::string& owner) {
  store::PostgresqlOptions options;
  options.url = settings.database_url;
  options.owner = owner;
  options.sessions = kSessions + static_cast<std::size_t>(settings.workers);
  options.start_wait_ms = kLookMs;
  return options;
}

store::SqliteOptions sqlite_options(const Settings& settings, telemetry::Log& log) {
  store::SqliteOptions options;
  options.file = database_file(settings);
  options.ballast_file = ballast_file(settings);
  options.on_fatal = end_on_fatal(log);
  return options;
}

}  // namespace

std::string database_file(const Settings& settings) {
  return settings.data_dir + "/retainwise.db";
}

std::string ballast_file(const Settings& settings) {
  return settings.data_dir + "/ballast";
}

std::function<void(const Error&)> end_on_fatal(telemetry::Log& log) {
  return [&log](const Error& error) {
    log.error("fatal", error);
    ::_exit(kExitUnavailable);
  };
}

Result<std::unique_ptr<store::Store>> open_store(const Settings& settings, const std::string& owner,
                                                 telemetry::Log& log, const OnWait& on_wait) {
  if (settings.database_url.empty()) return store::open_sqlite(sqlite_options(settings, log));
  return open_patiently(postgresql_options(settings, owner), store::newest_schema(), log, on_wait);
}

Result<std::unique_ptr<store::Store>> open_store_to_fill(const Settings& settings,
                                                         const std::string& owner,
                                                         telemetry::Log& log, int schema) {
  if (settings.database_url.empty())
    return store::open_sqlite_at(sqlite_options(settings, log), schema);
  auto options = postgresql_options(settings, owner);
  options.transaction_limit_ms = kLongTransactionMs;
  return open_patiently(options, schema, log, tell_nobody);
}

Result<std::unique_ptr<store::Store>> look_at_store(const Settings& settings) {
  if (settings.database_url.empty()) {
    auto opened = store::look_at_sqlite(database_file(settings));
    if (!opened.ok() && opened.error().kind == ErrorKind::kNotFound)
      opened.error().hint =
          "Name the data folder of the server with --data-dir (RETAINWISE_DATA_DIR), or its "
          "database with DATABASE_URL.";
    return opened;
  }
  auto options = postgresql_options(settings, "");
  options.transaction_limit_ms = kLongTransactionMs;
  options.start_wait_ms = kCommandWaitMs;
  return store::look_at_postgresql(options);
}

}  // namespace retainwise::app
