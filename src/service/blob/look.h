#pragma once
/// Files to read beside the process that keeps them.
#include <memory>
#include <string>

#include "service/blob/blob_store.h"

namespace retainwise::blob {

/// As open_directory, but nothing is made or swept, and put() and remove() are refused (kBug): what
/// lies half written belongs to the process that writes it. kNotFound where there is no such
/// directory.
Result<std::unique_ptr<BlobStore>> look_at_directory(const DirectoryOptions& options);

}  // namespace retainwise::blob
