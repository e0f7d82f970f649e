#include "service/store/sqlite_migrate.h"

#include "service/store/durable_file.h"
#include "service/store/migrate.h"

namespace retainwise::store {
namespace {

Result<void> copy_before_migration(SqliteConnection& writer, const std::string& file, int version) {
  const std::string copy = file + ".before-" + std::to_string(version + 1);
  RW_CHECK_OK(make_empty_file(copy));
  RW_CHECK_OK(writer.copy_to(copy));
  return make_durable(copy);
}

}  // namespace

Result<void> migrate_sqlite(SqliteConnection& writer, const std::string& file,
                            std::span<const Migration> known) {
  int version = 0;
  RW_CHECK_OK(run_in_transaction(writer, [&](Session& session) -> Result<void> {
    RW_TRY(version, schema_version(session));
    return {};
  }));
  RW_CHECK_OK(refuse_newer(version, known));
  if (version == known.back().version) return {};
  if (version > 0) RW_CHECK_OK(copy_before_migration(writer, file, version));
  for (const Migration& migration : known) {
    RW_CHECK_OK(run_in_transaction(
        writer, [&](Session& session) { return run_migration(session, migration); }));
  }
  return {};
}

Result<void> run_in_transaction(SqliteConnection& connection, const Store::Work& work) {
  Session session(connection.sql(), sqlite_dialect(), connection.access());
  return connection.transaction(session, work);
}

}  // namespace retainwise::store
