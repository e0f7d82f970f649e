#pragma once
/// What hangs on an upload.
#include "service/store/uploads.h"

namespace retainwise::store {

/// How many predictions were made from it, in any status; 0 for another tenant's.
Result<std::int64_t> count_predictions(Session& session, const TenantId& tenant, UploadId id);

}  // namespace retainwise::store
