#include "service/store/changes.h"

#include "service/store/columns.h"
#include "service/store/note_change.h"
#include "service/store/session.h"

namespace retainwise::store {

Result<void> queue_up_for_log(Session& session, const TenantId& tenant) {
  const std::string_view sql = session.dialect().queue_up_for_log();
  if (!sql.empty()) RW_CHECK_OK(Statement(session, sql).with("tenant", tenant).run());
  return {};
}

Result<void> note_change(Session& session, const TenantId& tenant, const PredictionId& prediction,
                         std::string_view kind, int at_most_every_ms) {
  RW_CHECK_OK(queue_up_for_log(session, tenant));
  Statement insert(session,
                   "insert into changes (tenant_id, prediction_id, kind, created_at) "
                   "select :tenant, :prediction, :kind, now_ms() where not exists "
                   "(select 1 from changes where prediction_id = :prediction and :pause > 0 "
                   "and created_at > now_ms() - :pause)");
  insert.with("tenant", tenant).with("prediction", prediction).with("kind", kind);
  RW_TRY(const std::int64_t rows, insert.with("pause", at_most_every_ms).run());
  if (rows > 0) session.note_change();
  return {};
}

Result<std::vector<Change>> changes_since(Session& session, const TenantId& tenant,
                                          std::int64_t number, int limit) {
  std::int64_t row_number = 0;
  std::string prediction, kind;
  Statement query(session,
                  "select number, prediction_id, kind from changes "
                  "where tenant_id = :tenant and number > :number order by number limit :limit");
  query.with("tenant", tenant).with("number", number).with("limit", limit);
  query.into(row_number, prediction, kind);
  std::vector<Change> changes;
  while (true) {
    RW_TRY(const bool more, query.fetch());
    if (!more) return changes;
    RW_TRY(PredictionId id, id_from<PredictionId>(prediction));
    changes.push_back({row_number, tenant, std::move(id), kind});
  }
}

Result<std::int64_t> last_change(Session& session, const TenantId& tenant) {
  std::int64_t number = 0;
  Statement query(session,
                  "select coalesce(max(number), 0) from changes where tenant_id = :tenant");
  RW_CHECK_OK(query.with("tenant", tenant).into(number).fetch());
  return number;
}

Result<void> sweep_changes(Session& session, int keep_ms) {
  // The newest of a tenant stays, so that last_change() never falls back.
  Statement sweep(session,
                  "delete from changes where created_at < now_ms() - :keep and number < "
                  "(select max(c.number) from changes c where c.tenant_id = changes.tenant_id)");
  RW_CHECK_OK(sweep.with("keep", keep_ms).run());
  return {};
}

}  // namespace retainwise::store
