#include "service/store/database_name.h"

#include "service/store/session.h"

namespace retainwise::store {

Result<DatabaseName> database_name(Session& session) {
  DatabaseName found;
  int tied = 0;
  Statement query(session, "select name, tied from database_name where id = 1");
  RW_CHECK_OK(query.into(found.name, tied).fetch());
  found.tied = tied != 0;
  return found;
}

Result<DatabaseName> name_database(Session& session, std::string_view proposal) {
  Statement insert(session,
                   "insert into database_name (id, name, created_at) "
                   "values (1, :name, now_ms()) on conflict (id) do nothing");
  RW_CHECK_OK(insert.with("name", proposal).run());
  return database_name(session);
}

Result<void> note_tied(Session& session) {
  RW_CHECK_OK(Statement(session, "update database_name set tied = 1 where id = 1").run());
  return {};
}

}  // namespace retainwise::store
