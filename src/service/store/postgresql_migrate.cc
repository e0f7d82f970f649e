#include "service/store/postgresql_migrate.h"

#include <string>

#include "service/store/migrate.h"

namespace retainwise::store {
namespace {

/// Any number that no other program on the same database takes: "RetainWi" in ASCII.
constexpr const char* kQueueUp = "select pg_advisory_xact_lock(5937279645487355753)";

Result<void> run_step(PostgresqlConnection& connection, const Migration& migration,
                      std::span<const Migration> known) {
  Session session(connection.sql(), postgresql_dialect(), Access::kWrite);
  return connection
      .transaction(session,
                   [&](Session& step) -> Result<void> {
                     RW_CHECK_OK(Statement(step, kQueueUp).run());
                     RW_TRY(const int version, schema_version(step));
                     RW_CHECK_OK(refuse_newer(version, known));
                     return run_migration(step, migration);
                   })
      .result;
}

}  // namespace

Result<void> migrate_postgresql(PostgresqlConnection& connection, std::span<const Migration> known,
                                int wait_ms) {
  RW_CHECK_OK(
      connection.ask("set statement_timeout = 0; set lock_timeout = " + std::to_string(wait_ms) +
                     "; set idle_in_transaction_session_timeout = 60000"));
  for (const Migration& migration : known) RW_CHECK_OK(run_step(connection, migration, known));
  return {};
}

}  // namespace retainwise::store
