#pragma once
/// Uploads: one row a file that was accepted. The bytes lie in the blob store under `object_key`.
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "service/store/store.h"

namespace retainwise::store {

struct Upload {
  UploadId id = {};
  TenantId tenant;
  std::optional<UserId> user = {};
  std::string filename = {};  ///< as sent; shown, never part of a path
  BlobKey object_key;
  std::int64_t file_size = 0;
  std::string sha256 = {};  ///< hex
  Time created_at = {};
};

struct NewUpload {
  TenantId tenant;
  UserId user = {};
  std::string filename = {};
  BlobKey object_key;
  std::int64_t file_size = 0;
  std::string sha256 = {};
};

struct UploadPage {
  std::vector<Upload> uploads = {};   ///< newest first
  std::optional<UploadId> next = {};  ///< give it as `before` for the next page
};

Result<Upload> add_upload(Session& session, const NewUpload& upload);
/// kNotFound for another tenant's too, here and in every function below.
Result<Upload> find_upload(Session& session, const TenantId& tenant, UploadId id);
Result<UploadPage> list_uploads(Session& session, const TenantId& tenant,
                                std::optional<UploadId> before, int limit);
/// With its predictions; kConflict "upload_in_use" while one of them is not ended. The blobs are
/// put on the list of deletions.
Result<void> remove_upload(Session& session, const TenantId& tenant, UploadId id);

}  // namespace retainwise::store
