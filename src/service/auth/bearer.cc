#include "service/auth/bearer.h"

#include "base/text.h"

namespace retainwise::auth {

std::string_view bearer_token(std::string_view authorization, std::size_t limit) {
  constexpr std::string_view kScheme = "bearer ";
  if (lower(authorization.substr(0, kScheme.size())) != kScheme) return {};
  const auto token = authorization.substr(kScheme.size());
  return token.size() > limit ? std::string_view() : token;
}

}  // namespace retainwise::auth
