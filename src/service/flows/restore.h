#pragma once
/// A backup becomes a database and its files again.
#include "service/flows/backup.h"
#include "service/flows/services.h"

namespace retainwise::flows {

/// Reads every file of the backup and holds it against the manifest. kBadFile "backup_damaged" with
/// the name of the first that is not as it was written.
Result<Manifest> check_backup(BackupFolder& folder, const OnCopy& on_copy);

/// Where a backup may go: no rows, and no files but those of this backup (of a restore that was cut
/// off). kConflict "not_empty". Null where there is no database, or no place for files, yet.
Result<void> check_room(store::Store* store, blob::BlobStore* blobs, const Manifest& manifest);

struct RestoreDone {
  std::int64_t files = 0, bytes = 0;  ///< of files
  std::int64_t requeued = 0;          ///< predictions that ran when the backup was taken
};

/// Files first, then all rows at once: what is cut off before its end has left a database without
/// rows, and the same call goes on. The database has the backup's schema. Errors as above;
/// kStorageFull, kUnavailable.
Result<RestoreDone> restore(Services& into, BackupFolder& folder, const Manifest& manifest,
                            const OnCopy& on_copy);

}  // namespace retainwise::flows
