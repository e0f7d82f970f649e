#pragma once
/// Whether every file that a row names is there and whole; changes nothing, and may run beside
/// whatever works on them.
#include <cstdint>
#include <vector>

#include "base/random.h"
#include "service/blob/blob_store.h"
#include "service/flows/backup.h"
#include "service/store/store.h"

namespace retainwise::flows {

enum class Depth {
  kSizes,   ///< that they are there, and as long as their rows say
  kHashes,  ///< that they are what was written: reads all of them
};

struct FilesFound {
  std::int64_t files = 0, bytes = 0;  ///< that rows name, and that are there
  std::vector<BlobKey> missing = {}, damaged = {};
};

Result<FilesFound> check_files(store::Store& store, blob::BlobStore& blobs, Depth depth,
                               const OnCopy& on_file);

/// Writes, reads, lists and removes a small file. The error is that of the first step that does not
/// work; its detail names the step.
Result<void> probe_files(blob::BlobStore& blobs, Random& random);

}  // namespace retainwise::flows
