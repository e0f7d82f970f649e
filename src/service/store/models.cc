#include "service/store/models.h"

#include <algorithm>

#include "service/store/columns.h"
#include "service/store/deletions.h"
#include "service/store/session.h"

namespace retainwise::store {
namespace {

constexpr std::string_view kSelectModel =
    "select id, prediction_id, object_key, sha256, created_at, name, family, version, is_default, "
    "file_size, card_json from models where tenant_id = :tenant and deleted_at is null";

/// The places of kSelectModel's columns.
struct ModelRow {
  std::string id, prediction, key, sha256, name, family, card;
  std::int64_t created_at = 0, version = 0, is_default = 0, file_size = 0;

  void take(Statement& statement) {
    statement.into(id, prediction, key, sha256, created_at, name, family, version, is_default,
                   file_size, card);
  }
  Result<StoredModel> model(const TenantId& tenant) const {
    RW_TRY(ModelId own, id_from<ModelId>(id));
    RW_TRY(PredictionId made_by, id_from<PredictionId>(prediction));
    RW_TRY(BlobKey object, id_from<BlobKey>(key));
    RW_TRY(Json kept, json_from(card));
    return StoredModel{std::move(own),
                       tenant,
                       std::move(made_by),
                       std::move(object),
                       sha256,
                       {created_at},
                       name,
                       family,
                       version,
                       is_default != 0,
                       file_size,
                       std::move(kept)};
  }
};

std::string select_models(std::string_view rest) {
  return std::string(kSelectModel).append(rest);
}

/// nullopt after the last row.
Result<std::optional<StoredModel>> next_model(Statement& query, const ModelRow& row,
                                              const TenantId& tenant) {
  RW_TRY(const bool found, query.fetch());
  if (!found) return std::optional<StoredModel>();
  RW_TRY(StoredModel model, row.model(tenant));
  return std::optional(std::move(model));
}

Result<void> set_default(Session& session, const TenantId& tenant, const ModelId& id, bool now) {
  Statement none(session,
                 "update models set is_default = 0 where tenant_id = :tenant and is_default = 1 "
                 "and (:taken = 1 or id = :id)");
  RW_CHECK_OK(none.with("tenant", tenant).with("taken", now ? 1 : 0).with("id", id).run());
  if (!now) return {};
  Statement one(session,
                "update models set is_default = 1 where tenant_id = :tenant and id = :id "
                "and deleted_at is null");
  RW_CHECK_OK(one.with("tenant", tenant).with("id", id).run());
  return {};
}

}  // namespace

Result<void> add_model(Session& session, const StoredModel& model) {
  Statement insert(session,
                   "insert into models (id, tenant_id, prediction_id, object_key, sha256, "
                   "created_at, name, family, version, file_size, card_json) "
                   "values (:id, :tenant, :prediction, :key, :sha256, now_ms(), "
                   "coalesce((select m.name from models m where m.tenant_id = :tenant "
                   "and m.family = :family and m.family <> '' and m.deleted_at is null "
                   "order by m.id desc limit 1), :name), :family, "
                   "(select coalesce(max(m.version), 0) + 1 from models m "
                   "where m.tenant_id = :tenant and m.family = :family and m.family <> ''), "
                   ":size, :card)");
  insert.with("id", model.id).with("tenant", model.tenant).with("prediction", model.prediction);
  insert.with("key", model.key).with("sha256", model.sha256).with("name", model.name);
  insert.with("family", model.family).with("size", model.file_size);
  insert.with("card", model.card.is_null() ? std::string() : to_text(model.card));
  RW_CHECK_OK(insert.run());
  return {};
}

Result<StoredModel> find_model(Session& session, const TenantId& tenant, const ModelId& id) {
  ModelRow row;
  Statement query(session, select_models(" and id = :id"));
  query.with("tenant", tenant).with("id", id);
  row.take(query);
  RW_TRY(auto found, next_model(query, row, tenant));
  if (!found) return not_found("There is no such model.");
  return *std::move(found);
}

Result<ModelPage> list_models(Session& session, const TenantId& tenant,
                              const std::optional<ModelId>& before, int limit) {
  limit = std::max(limit, 1);
  ModelRow row;
  Statement query(session, select_models(" and (:before = '' or id < :before) "
                                         "order by id desc limit :limit"));
  query.with("tenant", tenant).with("before", before ? before->text() : std::string());
  query.with("limit", static_cast<std::int64_t>(limit) + 1);
  row.take(query);
  ModelPage page;
  while (true) {
    RW_TRY(auto next, next_model(query, row, tenant));
    if (!next) return page;
    if (page.models.size() == static_cast<std::size_t>(limit)) {
      page.next = page.models.back().id;
      return page;
    }
    page.models.push_back(*std::move(next));
  }
}

Result<std::optional<StoredModel>> default_model(Session& session, const TenantId& tenant) {
  ModelRow row;
  Statement query(session, select_models(" and is_default = 1"));
  query.with("tenant", tenant);
  row.take(query);
  return next_model(query, row, tenant);
}

Result<StoredModel> give_card(Session& session, const StoredModel& model) {
  Statement give(
      session,
      "update models set name = :name, family = :family, file_size = :size, "
      "card_json = :card, version = (select coalesce(max(m.version), 0) + 1 "
      "from models m where m.tenant_id = :tenant and m.family = :family) "
      "where tenant_id = :tenant and id = :id and card_json = '' and deleted_at is null");
  give.with("name", model.name).with("family", model.family).with("size", model.file_size);
  give.with("card", to_text(model.card)).with("tenant", model.tenant).with("id", model.id);
  RW_CHECK_OK(give.run());
  return find_model(session, model.tenant, model.id);
}

Result<StoredModel> change_model(Session& session, const TenantId& tenant, const ModelId& id,
                                 const ModelChange& change) {
  RW_CHECK_OK(find_model(session, tenant, id));
  if (change.name) {
    Statement rename(session,
                     "update models set name = :name where tenant_id = :tenant and id = :id");
    RW_CHECK_OK(rename.with("name", *change.name).with("tenant", tenant).with("id", id).run());
  }
  if (change.is_default) RW_CHECK_OK(set_default(session, tenant, id, *change.is_default));
  return find_model(session, tenant, id);
}

Result<void> remove_model(Session& session, const TenantId& tenant, const ModelId& id) {
  session.note_last_state();
  RW_TRY(const StoredModel model, find_model(session, tenant, id));
  Statement remove(session,
                   "update models set deleted_at = now_ms(), is_default = 0, card_json = '' "
                   "where tenant_id = :tenant and id = :id");
  RW_CHECK_OK(remove.with("tenant", tenant).with("id", id).run());
  return add_deletion(session, tenant, model.key);
}

}  // namespace retainwise::store
