#pragma once
/// The log that live pages read: one row a visible change of a prediction, numbered. Whoever has
/// read a tenant's log up to a number will never see a smaller one come after it. The functions of
/// predictions.h write it in their own transaction; old rows are swept.
#include <vector>

#include "service/store/store.h"

namespace retainwise::store {

Result<std::vector<Change>> changes_since(Session& session, const TenantId& tenant,
                                          std::int64_t number, int limit);
/// The tenant's newest number, 0 where there is none.
Result<std::int64_t> last_change(Session& session, const TenantId& tenant);
Result<void> sweep_changes(Session& session, int keep_ms);

}  // namespace retainwise::store
