#pragma once
/// Small steps with files around the database. For this room only.
#include <string>

#include "base/result.h"

namespace retainwise::store {

/// Makes `file` (0600) and its name durable where it is not there yet.
Result<void> make_private_file(const std::string& file);
/// `file` is there, 0600 and empty.
Result<void> make_empty_file(const std::string& file);
/// The file's bytes and its name survive a power cut. kBug "fsync_failed".
Result<void> make_durable(const std::string& file);

}  // namespace retainwise::store
