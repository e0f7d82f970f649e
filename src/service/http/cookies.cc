#include "service/http/cookies.h"

#include <algorithm>

#include "service/http/grammar.h"

namespace retainwise::http {

std::optional<std::string_view> cookie_of(const Head& head, std::string_view name) {
  std::string_view rest = head.field("cookie");
  std::string_view value;
  bool seen = false;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = without_blanks(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    if (seen) return std::nullopt;
    seen = true;
    value = pair.substr(equals + 1);
  }
  return value;
}

std::string set_cookie(std::string_view name, std::string_view value, int seconds) {
  return std::string(name) + "=" + std::string(value) +
         "; Path=/; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Strict";
}

}  // namespace retainwise::http
