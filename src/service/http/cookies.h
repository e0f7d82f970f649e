#pragma once
/// The session cookie. On plain HTTP a browser takes no __Host- cookie, so the name is bound to the
/// port instead: two servers on one machine do not read each other's.
#include <optional>
#include <string>
#include <string_view>

#include "service/http/strict_head.h"

namespace retainwise::http {

/// The value of the cookie `name`; "" where absent, nullopt where it stands twice.
std::optional<std::string_view> cookie_of(const Head& head, std::string_view name);
/// Set-Cookie for a session; an empty value takes it away.
std::string set_cookie(std::string_view name, std::string_view value, int seconds);

}  // namespace retainwise::http
