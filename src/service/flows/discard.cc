#include "service/flows/discard.h"

#include "service/store/deletions.h"

namespace retainwise::flows {

void discard_unlinked(Services& services, const std::vector<BlobKey>& keys) {
  if (keys.empty()) return;
  std::vector<BlobKey> loose;
  const auto asked = services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(loose, store::unlinked(session, keys));
    return {};
  });
  if (!asked.ok()) return;
  for (const BlobKey& key : loose) {
    if (auto removed = services.blobs.remove(key); !removed.ok())
      services.log.error("blob_not_removed", removed.error(), {{"key", key.text()}});
  }
}

}  // namespace retainwise::flows
