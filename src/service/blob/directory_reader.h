#pragma once
/// Reads a part of an open file. For this room only.
#include <memory>

#include "service/blob/beneath.h"
#include "service/blob/blob_store.h"

namespace retainwise::blob {

/// kBug where `file` is no regular file; kBadRequest "bad_range" where it begins behind the end.
Result<std::unique_ptr<BlobReader>> read_file(Descriptor file, const BlobKey& key, Range range);

}  // namespace retainwise::blob
