#pragma once
/// Gzip files (RFC 1952), in memory.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/progress.h"
#include "base/result.h"

namespace retainwise::unpack {

bool is_gzip(ByteSpan bytes);

/// All members of the file, one behind the other. kBadFile "gzip_cut", "gzip_damaged" or
/// "unpacked_too_large" (beyond `most`, or beyond what limits.h allows the packed size);
/// kCancelled.
Result<std::string> gunzip(ByteSpan packed, std::uint64_t most, const Progress& progress);

/// The first bytes of what is inside, at most `room`, as far as `head` (the first bytes of a gzip
/// file) goes; "" where it is damaged from the start.
std::string gunzip_head(ByteSpan head, std::size_t room);

}  // namespace retainwise::unpack
