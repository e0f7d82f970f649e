#pragma once
/// Every file that a row names, of all tenants: what a backup copies and a check-up looks for.
#include <string>
#include <vector>

#include "service/store/store.h"

namespace retainwise::store {

struct NamedBlob {
  BlobKey key;
  std::string sha256 = {};  ///< hex; "" where the row does not record it
  std::int64_t size = -1;   ///< bytes; -1 where the row does not record it
};
/// In the order of their keys; each once.
Result<std::vector<NamedBlob>> named_blobs(Session& session);

}  // namespace retainwise::store
