#pragma once
/// Rule 1: what the bytes are, before their name is believed.
#include <optional>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"

namespace retainwise::csv {

/// As many bytes as refusal() wants to see of a longer file.
inline constexpr std::size_t kHeadBytes = 4096;

/// The refusal if `head`, the first bytes of a file (all of it where it is shorter than
/// kHeadBytes), is no table of text; nullopt where it may be one. Code "unsupported_container" for
/// formats that hold tables or pages but are not read, "empty", "binary" otherwise.
/// Gzip is looked into; what is inside must be text.
std::optional<Error> refusal(ByteSpan head);
/// The same of what was unpacked from a gzip file.
std::optional<Error> refusal_inside(ByteSpan unpacked);

}  // namespace retainwise::csv
