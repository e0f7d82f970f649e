#include "service/store/migrate.h"

#include <string>

#include "service/store/session.h"

namespace retainwise::store {

Result<int> schema_version(Session& session) {
  Statement create(session,
                   "create table if not exists schema_migrations ("
                   "version bigint primary key, name text not null, "
                   "applied_at bigint not null)");
  if (session.access() == Access::kWrite) RW_CHECK_OK(create.run());
  int version = 0;
  Statement query(session, "select coalesce(max(version), 0) from schema_migrations");
  RW_CHECK_OK(query.into(version).fetch());
  return version;
}

Result<void> refuse_newer(int version, std::span<const Migration> known) {
  if (version <= known.back().version) return {};
  return conflict("schema_newer",
                  "The database was made by a newer version of this program (schema " +
                      std::to_string(version) + ", this one knows " +
                      std::to_string(known.back().version) + ").",
                  "Start the newer version, or restore the copy that was made before it migrated.");
}

Result<void> check_schema(Store& store) {
  return store.read([](Session& session) -> Result<void> {
    RW_TRY(const int version, schema_version(session));
    return refuse_newer(version, all_migrations());
  });
}

Result<void> run_migration(Session& session, const Migration& migration) {
  RW_TRY(const int version, schema_version(session));
  if (version >= migration.version) return {};
  for (const std::string_view sql : migration.statements)
    RW_CHECK_OK(Statement(session, sql).run());
  Statement row(session,
                "insert into schema_migrations (version, name, applied_at) "
                "values (:version, :name, now_ms())");
  RW_CHECK_OK(row.with("version", migration.version).with("name", migration.name).run());
  return {};
}

}  // namespace retainwise::store
