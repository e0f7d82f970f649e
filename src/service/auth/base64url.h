#pragma once
/// base64url without padding (RFC 4648 §5, as RFC 7515 §2 uses it), exactly: one text has one
/// meaning and one meaning has one text.
#include <optional>
#include <string>
#include <string_view>

namespace retainwise::auth {

/// nullopt for any character outside the alphabet ("=", "+", "/", blanks), for a length that no
/// bytes have, and where unused bits of the last character are set.
std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace retainwise::auth
