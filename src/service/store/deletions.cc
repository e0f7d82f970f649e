#include "service/store/deletions.h"

#include "service/store/columns.h"
#include "service/store/session.h"

namespace retainwise::store {

Result<void> add_deletion(Session& session, const TenantId& tenant, const BlobKey& key) {
  session.note_last_state();
  Statement insert(session,
                   "insert into deletions (tenant_id, object_key, created_at) "
                   "values (:tenant, :key, now_ms())");
  RW_CHECK_OK(insert.with("tenant", tenant).with("key", key).run());
  return {};
}

Result<std::vector<Deletion>> list_deletions(Session& session, int limit) {
  std::int64_t id = 0;
  std::string key;
  Statement query(session, "select id, object_key from deletions order by id limit :limit");
  query.with("limit", limit).into(id, key);
  std::vector<Deletion> deletions;
  while (true) {
    RW_TRY(const bool more, query.fetch());
    if (!more) return deletions;
    RW_TRY(BlobKey parsed, id_from<BlobKey>(key));
    deletions.push_back({id, std::move(parsed)});
  }
}

Result<void> done_deletion(Session& session, std::int64_t id) {
  session.note_last_state();
  RW_CHECK_OK(Statement(session, "delete from deletions where id = :id").with("id", id).run());
  return {};
}

Result<std::vector<BlobKey>> unlinked(Session& session, const std::vector<BlobKey>& keys) {
  std::vector<BlobKey> out;
  for (const BlobKey& key : keys) {
    int names = 0;
    Statement query(
        session,
        "select (select count(*) from uploads where s3_object_key = :key) + "
        "(select count(*) from models where object_key = :key and deleted_at is null) + "
        "(select count(*) from predictions where s3_output_key = :key) + "
        "(select count(*) from predictions where customers_key = :key)");
    RW_CHECK_OK(query.with("key", key).into(names).fetch());
    if (names == 0) out.push_back(key);
  }
  return out;
}

}  // namespace retainwise::store
