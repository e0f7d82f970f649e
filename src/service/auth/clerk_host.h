#pragma once
/// Clerk's publishable keys: "pk_live_" or "pk_test_", then the base64 of an instance's host and a
/// dollar sign.
#include <optional>
#include <string>
#include <string_view>

namespace retainwise::auth {

/// "clerk.example.com"; nullopt where the text is no publishable key.
std::optional<std::string> clerk_host(std::string_view publishable_key);

}  // namespace retainwise::auth
