#pragma once
/// The outbox of blob deletions, and the question that garbage collection asks.
#include <vector>

#include "service/store/store.h"

namespace retainwise::store {

struct Deletion {
  std::int64_t id = 0;
  BlobKey key;
};
Result<void> add_deletion(Session& session, const TenantId& tenant, const BlobKey& key);
Result<std::vector<Deletion>> list_deletions(Session& session, int limit);
Result<void> done_deletion(Session& session, std::int64_t id);
/// Of these keys, the ones that no row names.
Result<std::vector<BlobKey>> unlinked(Session& session, const std::vector<BlobKey>& keys);

}  // namespace retainwise::store
