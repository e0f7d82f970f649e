#include "service/store/uploads.h"

#include <algorithm>

#include "service/store/columns.h"
#include "service/store/deletions.h"
#include "service/store/note_change.h"
#include "service/store/session.h"

namespace retainwise::store {
namespace {

constexpr std::string_view kSelect =
    "select id, coalesce(user_id, 0), filename, s3_object_key, file_size, sha256, created_at "
    "from uploads where tenant_id = :tenant";

/// The places of kSelect's columns.
struct UploadRow {
  std::int64_t id = 0, user = 0, file_size = 0, created_at = 0;
  std::string filename, key, sha256;

  void take(Statement& statement) {
    statement.into(id, user, filename, key, file_size, sha256, created_at);
  }
  Result<Upload> upload(const TenantId& tenant) const {
    RW_TRY(BlobKey object_key, id_from<BlobKey>(key));
    Upload out = {{id},      tenant, std::nullopt, filename, std::move(object_key),
                  file_size, sha256, {created_at}};
    if (user != 0) out.user = UserId{user};
    return out;
  }
};

std::string select_where(std::string_view rest) {
  return std::string(kSelect).append(rest);
}

Result<bool> has_open_predictions(Session& session, const TenantId& tenant, UploadId id) {
  int open = 0;
  Statement query(session,
                  "select count(*) from predictions where tenant_id = :tenant "
                  "and upload_id = :id and status in ('QUEUED', 'PROCESSING')");
  RW_CHECK_OK(query.with("tenant", tenant).with("id", id).into(open).fetch());
  return open > 0;
}

Result<void> list_blobs_for_deletion(Session& session, const TenantId& tenant, UploadId id) {
  Statement blobs(session,
                  "insert into deletions (tenant_id, object_key, created_at) "
                  "select tenant_id, s3_object_key, now_ms() from uploads "
                  "where tenant_id = :tenant and id = :id "
                  "union all select tenant_id, s3_output_key, now_ms() from predictions "
                  "where tenant_id = :tenant and upload_id = :id and s3_output_key is not null "
                  "union all select tenant_id, customers_key, now_ms() from predictions "
                  "where tenant_id = :tenant and upload_id = :id and customers_key is not null");
  RW_CHECK_OK(blobs.with("tenant", tenant).with("id", id).run());
  return {};
}

/// Until the transaction ends nothing is made of the upload, and none of what was made of it is
/// claimed, retried or finished.
Result<void> hold_still(Session& session, const TenantId& tenant, UploadId id) {
  std::string held;
  Statement upload(
      session, "select filename from uploads where tenant_id = :tenant and id = :id for update");
  RW_TRY(const bool there, upload.with("tenant", tenant).with("id", id).into(held).fetch());
  if (!there) return not_found("There is no such upload.");
  Statement predictions(session,
                        "select id from predictions where tenant_id = :tenant "
                        "and upload_id = :id order by id for update");
  RW_CHECK_OK(predictions.with("tenant", tenant).with("id", id).into(held).fetch());
  return {};
}

Result<void> note_deleted_predictions(Session& session, const TenantId& tenant, UploadId id) {
  RW_CHECK_OK(queue_up_for_log(session, tenant));
  Statement notes(session,
                  "insert into changes (tenant_id, prediction_id, kind, created_at) "
                  "select tenant_id, id, :kind, now_ms() from predictions "
                  "where tenant_id = :tenant and upload_id = :id order by id");
  notes.with("kind", kDeleted).with("tenant", tenant).with("id", id);
  RW_TRY(const std::int64_t rows, notes.run());
  if (rows > 0) session.note_change();
  return {};
}

}  // namespace

Result<Upload> add_upload(Session& session, const NewUpload& upload) {
  UploadId id;
  Statement insert(session,
                   "insert into uploads (tenant_id, user_id, filename, s3_object_key, file_size, "
                   "sha256, created_at) values (:tenant, :user, :filename, :key, :size, :sha256, "
                   "now_ms()) returning id");
  insert.with("tenant", upload.tenant).with("user", upload.user).with("filename", upload.filename);
  insert.with("key", upload.object_key).with("size", upload.file_size);
  RW_CHECK_OK(insert.with("sha256", upload.sha256).into(id.value).run());
  return find_upload(session, upload.tenant, id);
}

Result<Upload> find_upload(Session& session, const TenantId& tenant, UploadId id) {
  UploadRow row;
  Statement query(session, select_where(" and id = :id"));
  query.with("tenant", tenant).with("id", id);
  row.take(query);
  RW_TRY(const bool found, query.fetch());
  if (!found) return not_found("There is no such upload.");
  return row.upload(tenant);
}

Result<UploadPage> list_uploads(Session& session, const TenantId& tenant,
                                std::optional<UploadId> before, int limit) {
  limit = std::max(limit, 1);
  UploadRow row;
  Statement query(session, select_where(" and (cast(:before as bigint) = 0 or id < :before) "
                                        "order by id desc limit :limit"));
  query.with("tenant", tenant).with("before", before.value_or(UploadId{}));
  query.with("limit", static_cast<std::int64_t>(limit) + 1);
  row.take(query);
  UploadPage page;
  while (true) {
    RW_TRY(const bool more, query.fetch());
    if (!more) return page;
    if (page.uploads.size() == static_cast<std::size_t>(limit)) {
      page.next = page.uploads.back().id;
      return page;
    }
    RW_TRY(Upload upload, row.upload(tenant));
    page.uploads.push_back(std::move(upload));
  }
}

Result<void> remove_upload(Session& session, const TenantId& tenant, UploadId id) {
  session.note_last_state();
  RW_CHECK_OK(hold_still(session, tenant, id));
  RW_TRY(const bool open, has_open_predictions(session, tenant, id));
  if (open)
    return conflict("upload_in_use", "A prediction of this upload has not ended yet.",
                    "Cancel the prediction or wait for it, then delete the upload.");
  RW_CHECK_OK(list_blobs_for_deletion(session, tenant, id));
  RW_CHECK_OK(note_deleted_predictions(session, tenant, id));
  Statement remove(session, "delete from uploads where tenant_id = :tenant and id = :id");
  RW_CHECK_OK(remove.with("tenant", tenant).with("id", id).run());
  return {};
}

}  // namespace retainwise::store
