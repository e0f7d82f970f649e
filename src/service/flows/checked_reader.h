#pragma once
/// A stream that is held against its recorded hash.
#include <memory>
#include <string>

#include "service/blob/blob_store.h"

namespace retainwise::flows {

/// Passes bytes on and keeps back the last ones until the whole is known to be what the row says: a
/// damaged file ends short, with an error, and never as a wrong whole one.
std::unique_ptr<blob::BlobReader> checked_reader(std::unique_ptr<blob::BlobReader> reader,
                                                 std::string sha256);

}  // namespace retainwise::flows
