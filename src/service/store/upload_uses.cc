#include "service/store/upload_uses.h"

#include "service/store/columns.h"
#include "service/store/session.h"

namespace retainwise::store {

Result<std::int64_t> count_predictions(Session& session, const TenantId& tenant, UploadId id) {
  std::int64_t count = 0;
  Statement query(session,
                  "select count(*) from predictions where tenant_id = :tenant and upload_id = :id");
  RW_CHECK_OK(query.with("tenant", tenant).with("id", id).into(count).fetch());
  return count;
}

}  // namespace retainwise::store
