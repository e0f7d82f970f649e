#include "service/store/columns.h"
#include "service/store/note_change.h"
#include "service/store/predictions.h"
#include "service/store/session.h"

// The sweeper's side of predictions.h.
namespace retainwise::store {

Result<std::vector<Lease>> list_leases(Session& session) {
  std::string id, owner;
  std::int64_t fence = 0, beat = 0, losses = 0;
  int expired = 0;
  Statement query(session,
                  "select id, fence, coalesce(lease_owner, ''), beat, "
                  "case when coalesce(lease_expires_at, 0) <= now_ms() then 1 else 0 end, losses "
                  "from predictions where status = 'PROCESSING' order by id");
  query.into(id, fence, owner, beat, expired, losses);
  std::vector<Lease> leases;
  while (true) {
    RW_TRY(const bool more, query.fetch());
    if (!more) return leases;
    RW_TRY(PredictionId parsed, id_from<PredictionId>(id));
    leases.push_back(
        {std::move(parsed), {fence}, owner, beat, expired != 0, static_cast<int>(losses)});
  }
}

Result<bool> requeue_lost(Session& session, const PredictionId& id, Fence fence, std::int64_t beat,
                          int delay_ms) {
  session.note_last_state();
  std::string tenant;
  Statement update(session,
                   "update predictions set status = 'QUEUED', stage = '', progress = 0, "
                   "rows_processed = 0, losses = losses + 1, run_after = now_ms() + :delay, "
                   "published_at = null, lease_owner = null, lease_expires_at = null, "
                   "started_at = null, updated_at = now_ms() "
                   "where id = :id and fence = :fence and beat = :beat "
                   "and status = 'PROCESSING' returning tenant_id");
  update.with("delay", delay_ms).with("id", id).with("fence", fence).with("beat", beat);
  RW_TRY(const bool changed, update.into(tenant).fetch());
  if (!changed) return false;
  RW_TRY(const TenantId parsed, id_from<TenantId>(tenant));
  RW_CHECK_OK(note_change(session, parsed, id));
  return true;
}

Result<Backlog> backlog(Session& session) {
  Backlog out;
  Statement queued(session,
                   "select count(*), coalesce(now_ms() - min(run_after), 0) from predictions "
                   "where status = 'QUEUED' and run_after <= now_ms()");
  RW_CHECK_OK(queued.into(out.queued, out.oldest_age_ms).fetch());
  Statement processing(session, "select count(*) from predictions where status = 'PROCESSING'");
  RW_CHECK_OK(processing.into(out.processing).fetch());
  return out;
}

}  // namespace retainwise::store
