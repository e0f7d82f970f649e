#pragma once
/// Which keys a directory holds, in byte order. For this room only.
#include <string>
#include <string_view>
#include <vector>

#include "service/blob/blob_store.h"

namespace retainwise::blob {

/// The names in an open directory but "." and "..", in no order.
Result<std::vector<std::string>> names_in(int directory);

/// Up to `limit` keys behind `after` that begin with `prefix`. Links, and names that are no part of
/// a key, are passed over.
Result<std::vector<BlobInfo>> walk(int root, std::string_view prefix, std::string_view after,
                                   int limit);

}  // namespace retainwise::blob
