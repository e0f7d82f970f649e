#include "service/store/columns.h"
#include "service/store/migrate.h"
#include "service/store/note_change.h"
#include "service/store/prediction_row.h"
#include "service/store/predictions.h"
#include "service/store/session.h"

// The worker's side of predictions.h. Every update names the fence and PROCESSING, so that whoever
// lost the row changes nothing.
namespace retainwise::store {
namespace {

constexpr int kBeatPauseMs = 500;  // at most two changes a second from the beats of one job

/// A PROCESSING row under a fence, with what a beat may change; nullopt where it is not so.
struct Held {
  TenantId tenant;
  std::string stage;
};
Result<std::optional<Held>> held(Session& session, const PredictionId& id, Fence fence) {
  std::string tenant, stage;
  Statement query(session,
                  "select tenant_id, stage from predictions "
                  "where id = :id and fence = :fence and status = 'PROCESSING' for update");
  RW_TRY(const bool found, query.with("id", id).with("fence", fence).into(tenant, stage).fetch());
  if (!found) return std::optional<Held>();
  RW_TRY(TenantId parsed, id_from<TenantId>(tenant));
  return std::optional(Held{std::move(parsed), std::move(stage)});
}

struct Candidate {
  PredictionId id;
  TenantId tenant;
};
/// The oldest row of the tenant whose last claim is longest ago. A database that a newer program
/// has migrated is that program's to work on.
Result<std::optional<Candidate>> next_candidate(Session& session) {
  std::string id, tenant;
  int schema = 0;
  Statement query(session,
                  "select p.id, p.tenant_id, (select max(version) from schema_migrations) "
                  "from predictions p join tenants t on t.id = p.tenant_id "
                  "where p.status = 'QUEUED' and p.run_after <= now_ms() "
                  "order by t.turn, p.created_at, p.id limit 1 for update of p skip locked");
  RW_TRY(const bool found, query.into(id, tenant, schema).fetch());
  if (!found) return std::optional<Candidate>();
  RW_CHECK_OK(refuse_newer(schema, all_migrations()));
  RW_TRY(PredictionId parsed, id_from<PredictionId>(id));
  RW_TRY(TenantId parsed_tenant, id_from<TenantId>(tenant));
  return std::optional(Candidate{std::move(parsed), std::move(parsed_tenant)});
}

/// Where another claim of the same tenant's is under way, that one ends the turn.
Result<void> end_turn(Session& session, const TenantId& tenant) {
  Statement update(session,
                   "update tenants set turn = (select max(turn) from tenants) + 1 where id in "
                   "(select id from tenants where id = :tenant for no key update skip locked)");
  RW_CHECK_OK(update.with("tenant", tenant).run());
  return {};
}

/// One update under the fence and its row in the log; false where the fence is not the row's.
Result<bool> end_run(Session& session, const PredictionId& id, Fence fence, Statement& update) {
  session.note_last_state();
  RW_TRY(const std::optional<Held> row, held(session, id, fence));
  if (!row) return false;
  RW_CHECK_OK(update.with("id", id).with("fence", fence).run());
  RW_CHECK_OK(note_change(session, row->tenant, id));
  return true;
}

Result<void> link_model(Session& session, const PredictionId& id, const Finished& finished) {
  if (finished.model) RW_CHECK_OK(add_model(session, *finished.model));
  const auto& model = finished.model ? finished.model->id : *finished.scored_by;
  Statement link(session, "update predictions set model_id = :model where id = :id");
  RW_CHECK_OK(link.with("model", model).with("id", id).run());
  return {};
}

}  // namespace

Result<std::optional<Claim>> claim_prediction(Session& session, std::string_view owner,
                                              int lease_ms) {
  RW_TRY(const std::optional<Candidate> next, next_candidate(session));
  if (!next) return std::optional<Claim>();
  Statement update(session,
                   "update predictions set status = 'PROCESSING', fence = fence + 1, "
                   "beat = beat + 1, stage = :stage, progress = 0, rows_processed = 0, "
                   "lease_owner = :owner, lease_expires_at = now_ms() + :lease, "
                   "started_at = now_ms(), updated_at = now_ms() "
                   "where id = :id and status = 'QUEUED'");
  update.with("stage", "fetching").with("owner", owner).with("lease", lease_ms);
  RW_TRY(const std::int64_t rows, update.with("id", next->id).run());
  if (rows == 0) return std::optional<Claim>();
  RW_CHECK_OK(end_turn(session, next->tenant));
  RW_CHECK_OK(note_change(session, next->tenant, next->id));
  RW_TRY(Prediction prediction, find_prediction(session, next->tenant, next->id));
  RW_TRY(Upload upload, find_upload(session, next->tenant, prediction.upload));
  return std::optional(Claim{std::move(prediction), std::move(upload)});
}

Result<bool> beat_prediction(Session& session, const PredictionId& id, Fence fence,
                             const Beat& beat, int lease_ms) {
  RW_TRY(const std::optional<Held> row, held(session, id, fence));
  if (!row) return false;
  Statement update(session,
                   "update predictions set beat = beat + 1, stage = :stage, "
                   "progress = :progress, rows_processed = :rows, "
                   "lease_expires_at = now_ms() + :lease, updated_at = now_ms() "
                   "where id = :id and fence = :fence and status = 'PROCESSING'");
  update.with("stage", beat.stage).with("progress", beat.progress).with("rows", beat.rows);
  RW_CHECK_OK(update.with("lease", lease_ms).with("id", id).with("fence", fence).run());
  const int pause = beat.stage == row->stage ? kBeatPauseMs : 0;
  RW_CHECK_OK(note_change(session, row->tenant, id, kChanged, pause));
  return true;
}

Result<bool> finish_prediction(Session& session, const PredictionId& id, Fence fence,
                               const Finished& finished) {
  Statement update(session,
                   "update predictions set status = 'COMPLETED', stage = '', progress = 1, "
                   "mode = :mode, rows_processed = :rows, metrics_json = :metrics, "
                   "s3_output_key = :output, customers_key = :customers, "
                   "result_sha256 = :sha256, error_message = null, errors_json = null, "
                   "lease_owner = null, lease_expires_at = null, updated_at = now_ms(), "
                   "finished_at = now_ms() "
                   "where id = :id and fence = :fence and status = 'PROCESSING'");
  update.with("mode", finished.mode).with("rows", finished.rows);
  update.with("metrics", to_text(finished.metrics)).with("output", finished.output_key);
  update.with("customers", finished.customers_key).with("sha256", finished.result_sha256);
  RW_TRY(const bool ended, end_run(session, id, fence, update));
  if (ended && (finished.model || finished.scored_by))
    RW_CHECK_OK(link_model(session, id, finished));
  return ended;
}

Result<bool> fail_prediction(Session& session, const PredictionId& id, Fence fence,
                             std::string_view message, const Json& errors) {
  Statement update(session,
                   "update predictions set status = 'FAILED', stage = '', "
                   "error_message = :message, errors_json = :errors, lease_owner = null, "
                   "lease_expires_at = null, updated_at = now_ms(), finished_at = now_ms() "
                   "where id = :id and fence = :fence and status = 'PROCESSING'");
  update.with("message", message).with("errors", to_text(errors));
  return end_run(session, id, fence, update);
}

Result<bool> requeue_prediction(Session& session, const PredictionId& id, Fence fence,
                                Setback setback, int delay_ms) {
  Statement update(session,
                   "update predictions set status = 'QUEUED', stage = '', progress = 0, "
                   "rows_processed = 0, failures = failures + :failure, deaths = deaths + :death, "
                   "run_after = now_ms() + :delay, published_at = null, lease_owner = null, "
                   "lease_expires_at = null, started_at = null, updated_at = now_ms() "
                   "where id = :id and fence = :fence and status = 'PROCESSING'");
  update.with("failure", setback == Setback::kFailure ? 1 : 0);
  update.with("death", setback == Setback::kDeath ? 1 : 0).with("delay", delay_ms);
  return end_run(session, id, fence, update);
}

}  // namespace retainwise::store
