#include "service/store/named_blobs.h"

#include <algorithm>

#include "service/store/columns.h"
#include "service/store/session.h"

namespace retainwise::store {

Result<std::vector<NamedBlob>> named_blobs(Session& session) {
  std::string key, sha256;
  std::int64_t size = 0;
  // A model from before its size was recorded says 0.
  Statement query(session,
                  "select s3_object_key, sha256, file_size from uploads "
                  "union all select object_key, sha256, "
                  "case when file_size = 0 then -1 else file_size end "
                  "from models where deleted_at is null "
                  "union all select s3_output_key, coalesce(result_sha256, ''), -1 "
                  "from predictions where s3_output_key is not null "
                  "union all select customers_key, '', -1 "
                  "from predictions where customers_key is not null");
  query.into(key, sha256, size);
  std::vector<NamedBlob> blobs;
  while (true) {
    RW_TRY(const bool more, query.fetch());
    if (!more) break;
    RW_TRY(BlobKey parsed, id_from<BlobKey>(key));
    blobs.push_back({std::move(parsed), sha256, size});
  }
  std::sort(blobs.begin(), blobs.end(),
            [](const NamedBlob& a, const NamedBlob& b) { return a.key < b.key; });
  return blobs;
}

}  // namespace retainwise::store
