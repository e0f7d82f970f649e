#pragma once
/// A copy of all rows and of every file that they name, taken beside whatever runs.
#include <functional>
#include <string>

#include "service/flows/backup_folder.h"
#include "service/store/store.h"

namespace retainwise::flows {

/// How far a long copy is.
struct CopyProgress {
  std::int64_t files = 0, of = 0;
  std::int64_t bytes = 0;  ///< so far
};
using OnCopy = std::function<void(const CopyProgress&)>;

/// What is read from: opened to look at (store/openings.h, blob/look.h) or in use.
struct BackupSource {
  store::Store& store;
  blob::BlobStore& blobs;
};

struct BackupDone {
  Manifest manifest;
  std::int64_t copied = 0;  ///< files; the others were there from a backup that was cut off
};

/// Writes the rows as they were at one moment, and the files that these name, into the folder; goes
/// on with one that was cut off. A file that somebody deletes meanwhile is no fault: the rows are
/// read anew. kConflict as BackupFolder::begin(), "schema_newer", "schema_older" (start the server
/// of this version, or migrate); kUnavailable.
Result<BackupDone> back_up(const BackupSource& source, const std::string& folder,
                           const std::string& version, const OnCopy& on_copy);

}  // namespace retainwise::flows
