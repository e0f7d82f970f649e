#include "service/store/outbox.h"

#include "service/store/columns.h"
#include "service/store/session.h"

namespace retainwise::store {

Result<void> note_called(Session& session, const PredictionId& id) {
  Statement update(session, "update predictions set published_at = now_ms() where id = :id");
  RW_CHECK_OK(update.with("id", id).run());
  return {};
}

Result<void> note_not_called(Session& session, const PredictionId& id) {
  Statement update(session, "update predictions set published_at = null where id = :id");
  RW_CHECK_OK(update.with("id", id).run());
  return {};
}

Result<std::vector<PredictionId>> take_uncalled(Session& session, int stale_ms, int limit) {
  std::vector<PredictionId> taken;
  {
    std::string id;
    Statement query(session,
                    "select p.id from predictions p "
                    "where p.status = 'QUEUED' and p.run_after <= now_ms() "
                    "and coalesce(p.published_at, 0) <= now_ms() - :stale "
                    "order by p.created_at, p.id limit :limit for update of p skip locked");
    query.with("stale", stale_ms).with("limit", limit).into(id);
    while (true) {
      RW_TRY(const bool more, query.fetch());
      if (!more) break;
      RW_TRY(PredictionId parsed, id_from<PredictionId>(id));
      taken.push_back(std::move(parsed));
    }
  }
  for (const PredictionId& id : taken) RW_CHECK_OK(note_called(session, id));
  return taken;
}

Result<bool> is_known(Session& session, const PredictionId& id) {
  int count = 0;
  Statement query(session, "select count(*) from predictions where id = :id");
  RW_CHECK_OK(query.with("id", id).into(count).fetch());
  return count > 0;
}

}  // namespace retainwise::store
