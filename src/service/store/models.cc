#include "service/store/models.h"

#include "service/store/columns.h"
#include "service/store/session.h"

namespace retainwise::store {

Result<void> add_model(Session& session, const StoredModel& model) {
  Statement insert(session,
                   "insert into models (id, tenant_id, prediction_id, object_key, sha256, "
                   "created_at) values (:id, :tenant, :prediction, :key, :sha256, now_ms())");
  insert.with("id", model.id).with("tenant", model.tenant).with("prediction", model.prediction);
  RW_CHECK_OK(insert.with("key", model.key).with("sha256", model.sha256).run());
  return {};
}

Result<StoredModel> find_model(Session& session, const TenantId& tenant, const ModelId& id) {
  std::string prediction, key, sha256;
  std::int64_t created_at = 0;
  Statement query(session,
                  "select prediction_id, object_key, sha256, created_at from models "
                  "where tenant_id = :tenant and id = :id");
  query.with("tenant", tenant).with("id", id).into(prediction, key, sha256, created_at);
  RW_TRY(const bool found, query.fetch());
  if (!found) return not_found("There is no such model.");
  RW_TRY(PredictionId made_by, id_from<PredictionId>(prediction));
  RW_TRY(BlobKey parsed, id_from<BlobKey>(key));
  return StoredModel{id, tenant, std::move(made_by), std::move(parsed), sha256, {created_at}};
}

}  // namespace retainwise::store
