#pragma once
/// The Authorization field (RFC 6750 §2.1).
#include <string_view>

namespace retainwise::auth {

/// The token of "Bearer <token>"; "" for anything else, and where it is longer than `limit`.
std::string_view bearer_token(std::string_view authorization, std::size_t limit);

}  // namespace retainwise::auth
