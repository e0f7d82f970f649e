#include "service/store/predictions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "service/store/deletions.h"
#include "service/store/note_change.h"
#include "service/store/prediction_row.h"
#include "service/store/session.h"

namespace retainwise::store {
namespace {

constexpr std::array<std::pair<Status, std::string_view>, 4> kStatuses = {{
    {Status::kQueued, "QUEUED"},
    {Status::kProcessing, "PROCESSING"},
    {Status::kCompleted, "COMPLETED"},
    {Status::kFailed, "FAILED"},
}};

/// `text` as a part of a LIKE pattern whose escape is '\'.
std::string like_pattern(std::string_view text) {
  std::string pattern = "%";
  for (const char c : lower(text)) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

/// Until the transaction ends nobody else changes the row, if it is there.
Result<void> hold_still(Session& session, const TenantId& tenant, const PredictionId& id) {
  std::string held;
  Statement row(session,
                "select id from predictions where tenant_id = :tenant and id = :id for update");
  RW_CHECK_OK(row.with("tenant", tenant).with("id", id).into(held).fetch());
  return {};
}

/// Changes the row where its status allows it; otherwise says why not.
Result<Prediction> change(Session& session, const TenantId& tenant, const PredictionId& id,
                          std::string_view update, const Error& not_now) {
  session.note_last_state();
  Statement statement(session, update);
  RW_TRY(const std::int64_t rows, statement.with("tenant", tenant).with("id", id).run());
  RW_TRY(Prediction prediction, find_prediction(session, tenant, id));
  if (rows == 0) return not_now;
  RW_CHECK_OK(note_change(session, tenant, id));
  return prediction;
}

}  // namespace

std::string_view name_of(Status status) {
  for (const auto& [each, name] : kStatuses) {
    if (each == status) return name;
  }
  return "";
}

std::optional<Status> parse_status(std::string_view name) {
  for (const auto& [status, each] : kStatuses) {
    if (each == name) return status;
  }
  return std::nullopt;
}

Result<Prediction> add_prediction(Session& session, const NewPrediction& prediction) {
  Statement insert(session,
                   "insert into predictions (id, tenant_id, upload_id, user_id, status, "
                   "options_json, run_after, created_at, updated_at) "
                   "select :id, u.tenant_id, u.id, :user, 'QUEUED', :options, now_ms(), now_ms(), "
                   "now_ms() from uploads u where u.tenant_id = :tenant and u.id = :upload");
  insert.with("id", prediction.id).with("user", prediction.user);
  insert.with("options", to_text(prediction.options));
  insert.with("tenant", prediction.tenant).with("upload", prediction.upload);
  RW_TRY(const std::int64_t rows, insert.run());
  if (rows == 0) return not_found("There is no such upload.");
  RW_CHECK_OK(note_change(session, prediction.tenant, prediction.id));
  return find_prediction(session, prediction.tenant, prediction.id);
}

Result<Prediction> find_prediction(Session& session, const TenantId& tenant,
                                   const PredictionId& id) {
  PredictionRow row;
  Statement query(session,
                  select_prediction(Metrics::kRead, "where p.tenant_id = :tenant and p.id = :id"));
  query.with("tenant", tenant).with("id", id);
  row.take(query);
  RW_TRY(const bool found, query.fetch());
  if (!found) return not_found("There is no such prediction.");
  return row.prediction();
}

Result<PredictionPage> list_predictions(Session& session, const TenantId& tenant,
                                        const PredictionFilter& filter) {
  const int limit = std::max(filter.limit, 1);
  std::string where = "where p.tenant_id = :tenant";
  if (filter.status) where += " and p.status = :status";
  if (!filter.q.empty()) where += " and lower(u.filename collate \"C\") like :pattern escape '\\'";
  if (filter.before) where += " and p.id < :before";
  where += " order by p.id desc limit :limit";

  PredictionRow row;
  Statement query(session, select_prediction(Metrics::kLeaveOut, where));
  query.with("tenant", tenant).with("limit", static_cast<std::int64_t>(limit) + 1);
  if (filter.status) query.with("status", name_of(*filter.status));
  if (!filter.q.empty()) query.with("pattern", like_pattern(filter.q));
  if (filter.before) query.with("before", *filter.before);
  row.take(query);
  PredictionPage page;
  while (true) {
    RW_TRY(const bool more, query.fetch());
    if (!more) return page;
    if (page.predictions.size() == static_cast<std::size_t>(limit)) {
      page.next = page.predictions.back().id;
      return page;
    }
    RW_TRY(Prediction prediction, row.prediction());
    page.predictions.push_back(std::move(prediction));
  }
}

Result<Prediction> retry_prediction(Session& session, const TenantId& tenant,
                                    const PredictionId& id) {
  return change(session, tenant, id,
                "update predictions set status = 'QUEUED', stage = '', progress = 0, "
                "rows_processed = 0, failures = 0, deaths = 0, losses = 0, error_message = null, "
                "errors_json = null, run_after = now_ms(), published_at = null, "
                "updated_at = now_ms(), started_at = null, finished_at = null, "
                "cancelled_at = null "
                "where tenant_id = :tenant and id = :id and status = 'FAILED'",
                conflict("not_failed", "Only a failed prediction can be tried again."));
}

Result<Prediction> cancel_prediction(Session& session, const TenantId& tenant,
                                     const PredictionId& id) {
  return change(session, tenant, id,
                "update predictions set status = 'FAILED', stage = '', "
                "error_message = 'cancelled', lease_owner = null, lease_expires_at = null, "
                "updated_at = now_ms(), finished_at = now_ms(), cancelled_at = now_ms() "
                "where tenant_id = :tenant and id = :id and status in ('QUEUED', 'PROCESSING')",
                conflict("not_open", "This prediction has already ended."));
}

Result<void> remove_prediction(Session& session, const TenantId& tenant, const PredictionId& id) {
  session.note_last_state();
  RW_CHECK_OK(hold_still(session, tenant, id));
  RW_TRY(const Prediction prediction, find_prediction(session, tenant, id));
  Statement remove(session,
                   "delete from predictions where tenant_id = :tenant and id = :id "
                   "and status <> 'PROCESSING'");
  RW_TRY(const std::int64_t rows, remove.with("tenant", tenant).with("id", id).run());
  if (rows == 0)
    return conflict("still_processing", "This prediction is being worked on.",
                    "Cancel it first, then delete it.");
  for (const auto& key : {prediction.output_key, prediction.customers_key}) {
    if (key) RW_CHECK_OK(add_deletion(session, tenant, *key));
  }
  return note_change(session, tenant, id, kDeleted);
}

}  // namespace retainwise::store
