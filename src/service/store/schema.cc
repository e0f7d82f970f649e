#include "service/store/schema.h"

#include "service/store/columns.h"
#include "service/store/migrate.h"
#include "service/store/session.h"

namespace retainwise::store {

int newest_schema() {
  return all_migrations().back().version;
}

Result<int> found_schema(Session& session) {
  int there = 0;
  Statement query(session, session.dialect().has_table());
  RW_CHECK_OK(query.with("table", "schema_migrations").into(there).fetch());
  if (there == 0) return 0;
  int version = 0;
  Statement newest(session, "select coalesce(max(version), 0) from schema_migrations");
  RW_CHECK_OK(newest.into(version).fetch());
  return version;
}

Result<void> refuse_newer_schema(int found) {
  return refuse_newer(found, all_migrations());
}

Result<DatabaseFacts> database_facts(Session& session) {
  DatabaseFacts facts;
  std::int64_t newest = 0;
  Statement query(session, session.dialect().server_version());
  RW_CHECK_OK(query.into(facts.version).fetch());
  Statement times(session,
                  "select now_ms(), (select coalesce(max(updated_at), 0) from predictions)");
  RW_CHECK_OK(times.into(facts.now.unix_ms, newest).fetch());
  facts.newest = optional_time_from(newest);
  return facts;
}

Result<void> check_integrity(Session& session) {
  const std::string_view sql = session.dialect().integrity_check();
  if (sql.empty()) return {};
  std::string said;
  RW_CHECK_OK(Statement(session, sql).into(said).fetch());
  if (said == "ok") return {};
  return bug("the database says of itself: " + said);
}

}  // namespace retainwise::store
