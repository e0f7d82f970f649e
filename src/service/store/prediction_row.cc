#include "service/store/prediction_row.h"

#include <utility>

#include "service/store/columns.h"

namespace retainwise::store {

std::string select_prediction(Metrics metrics, std::string_view rest) {
  std::string sql =
      "select p.id, p.tenant_id, p.upload_id, u.filename, coalesce(p.user_id, 0), p.status, "
      "p.stage, p.progress, p.rows_processed, coalesce(p.mode, ''), p.options_json, ";
  sql += metrics == Metrics::kRead ? "coalesce(p.metrics_json, '')" : "''";
  sql +=
      ", coalesce(p.s3_output_key, ''), coalesce(p.customers_key, ''), "
      "coalesce(p.result_sha256, ''), coalesce(p.error_message, ''), "
      "coalesce(p.errors_json, ''), coalesce(p.model_id, ''), p.fence, p.failures, p.deaths, "
      "p.losses, p.created_at, p.updated_at, coalesce(p.started_at, 0), "
      "coalesce(p.finished_at, 0) from predictions p "
      "join uploads u on u.tenant_id = p.tenant_id and u.id = p.upload_id ";
  sql += rest;
  return sql;
}

void PredictionRow::take(Statement& statement) {
  statement.into(id_, tenant_, upload_, filename_, user_, status_, stage_, progress_, rows_, mode_,
                 options_, metrics_, output_key_, customers_key_, sha256_, message_, errors_,
                 model_, fence_, failures_, deaths_, losses_, created_at_, updated_at_, started_at_,
                 finished_at_);
}

Result<void> PredictionRow::fill_json(Prediction& out) const {
  RW_TRY(out.options, json_from(options_));
  RW_TRY(out.metrics, json_from(metrics_));
  RW_TRY(out.errors, json_from(errors_));
  return {};
}

Result<void> PredictionRow::fill_keys(Prediction& out) const {
  RW_TRY(out.output_key, optional_id_from<BlobKey>(output_key_));
  RW_TRY(out.customers_key, optional_id_from<BlobKey>(customers_key_));
  RW_TRY(out.model, optional_id_from<ModelId>(model_));
  return {};
}

Result<Prediction> PredictionRow::prediction() const {
  RW_TRY(PredictionId id, id_from<PredictionId>(id_));
  RW_TRY(TenantId tenant, id_from<TenantId>(tenant_));
  const std::optional<Status> status = parse_status(status_);
  if (!status) return bug("a prediction's row holds an unknown status");
  Prediction out = {std::move(id), std::move(tenant), {upload_}, filename_};
  if (user_ != 0) out.user = UserId{user_};
  out.status = *status;
  out.stage = stage_;
  out.progress = progress_;
  out.rows_processed = rows_;
  out.mode = mode_;
  out.result_sha256 = sha256_;
  out.error_message = message_;
  out.fence = {fence_};
  out.failures = static_cast<int>(failures_);
  out.deaths = static_cast<int>(deaths_);
  out.losses = static_cast<int>(losses_);
  out.created_at = {created_at_};
  out.updated_at = {updated_at_};
  out.started_at = optional_time_from(started_at_);
  out.finished_at = optional_time_from(finished_at_);
  RW_CHECK_OK(fill_json(out));
  RW_CHECK_OK(fill_keys(out));
  return out;
}

}  // namespace retainwise::store
