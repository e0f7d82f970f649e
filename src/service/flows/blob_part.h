#pragma once
/// A part of a stream whose whole is checked.
#include <cstdint>
#include <memory>

#include "service/blob/blob_store.h"

namespace retainwise::flows {

/// `count` bytes of `whole` from `first` on. All of `whole` is read, so that what its reader checks
/// at its end is checked before the last byte of the part is given.
std::unique_ptr<blob::BlobReader> part_of(std::unique_ptr<blob::BlobReader> whole,
                                          std::int64_t first, std::int64_t count);

}  // namespace retainwise::flows
