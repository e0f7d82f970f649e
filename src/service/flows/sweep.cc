#include "service/flows/blob_names.h"
#include "service/flows/remove.h"
#include "service/store/deletions.h"

namespace retainwise::flows {
namespace {

constexpr int kBatch = 500;
constexpr std::int64_t kDayMs = 86'400'000;  // no upload takes so long

Result<void> forget_deletion(Services& services, std::int64_t id) {
  return services.store.write(
      [&](store::Session& session) -> Result<void> { return store::done_deletion(session, id); });
}

/// The objects of one page of a listing that are old enough to be garbage and that no row names.
Result<std::vector<BlobKey>> garbage(Services& services, const std::vector<blob::BlobInfo>& page,
                                     Time older_than) {
  std::vector<BlobKey> old;
  for (const blob::BlobInfo& info : page) {
    if (info.modified_at < older_than) old.push_back(info.key);
  }
  if (old.empty()) return old;
  std::vector<BlobKey> loose;
  RW_CHECK_OK(services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(loose, store::unlinked(session, old));
    return {};
  }));
  return loose;
}

Result<std::int64_t> sweep_prefix(Services& services, std::string_view prefix, Time older_than) {
  std::int64_t removed = 0;
  std::optional<BlobKey> after;
  while (true) {
    RW_TRY(const auto page, services.blobs.list(prefix, after, kBatch));
    RW_TRY(const auto loose, garbage(services, page, older_than));
    for (const BlobKey& key : loose) {
      RW_CHECK_OK(services.blobs.remove(key));
      ++removed;
    }
    if (page.size() < static_cast<std::size_t>(kBatch)) return removed;
    after = page.back().key;
  }
}

}  // namespace

Result<std::int64_t> sweep_deletions(Services& services) {
  std::vector<store::Deletion> due;
  RW_CHECK_OK(services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(due, store::list_deletions(session, kBatch));
    return {};
  }));
  std::int64_t removed = 0;
  for (const store::Deletion& deletion : due) {
    if (auto gone = services.blobs.remove(deletion.key); !gone.ok()) {
      services.log.error("blob_not_removed", gone.error(), {{"key", deletion.key.text()}});
      continue;  // it stays due; the others need not wait for it
    }
    RW_CHECK_OK(forget_deletion(services, deletion.id));
    ++removed;
  }
  return removed;
}

Result<std::int64_t> sweep_garbage(Services& services, std::int64_t grace_ms) {
  const Time older_than{services.clock.now().unix_ms - grace_ms};
  std::int64_t removed = 0;
  for (const auto prefix : {kUploadsPrefix, kResultsPrefix, kModelsPrefix}) {
    RW_TRY(const std::int64_t count, sweep_prefix(services, prefix, older_than));
    removed += count;
  }
  RW_TRY(const std::int64_t unfinished,
         services.blobs.sweep_unfinished({services.clock.now().unix_ms - kDayMs}));
  return removed + unfinished;
}

}  // namespace retainwise::flows
