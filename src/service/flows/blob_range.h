#pragma once
#include <string>

#include "service/flows/services.h"

namespace retainwise::flows {

/// Exactly `length` bytes of a blob from `offset`; kBug where it ends before.
Result<std::string> read_range(Services& services, const BlobKey& key, std::uint64_t offset,
                               std::uint64_t length);

}  // namespace retainwise::flows
