#pragma once
/// Whole files between the blob store and a work folder, hashed on the way.
#include <functional>
#include <string>

#include "service/flows/services.h"

namespace retainwise::flows {

/// Called after every chunk with the share that is done (0..1); false ends with kCancelled.
using KeepGoing = std::function<bool(double done)>;

/// kBug "upload_corrupt" where size or hash are not the expected ones; kNotFound.
Result<void> fetch_blob(Services& services, const BlobKey& key, const std::string& sha256,
                        const std::string& path, const KeepGoing& keep_going);
/// The same into memory, for what is known to be small.
Result<std::string> read_blob(Services& services, const BlobKey& key, const std::string& sha256);
/// Durable when it returns; gives the file's sha256.
Result<std::string> store_blob(Services& services, const std::string& path, const BlobKey& key,
                               const KeepGoing& keep_going);

}  // namespace retainwise::flows
