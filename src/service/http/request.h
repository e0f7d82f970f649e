#pragma once
/// One request on its way to its handler.
#include <optional>
#include <string>
#include <vector>

#include "service/auth/identity.h"
#include "service/http/strict_head.h"
#include "service/http/target.h"

namespace retainwise::http {

struct Request {
  Head head;
  std::string id;
  std::string_view route;           ///< the pattern that matched, for figures; "" where none did
  std::vector<std::string> params;  ///< what stood at the pattern's {…}, in order
  Query query;
  std::optional<auth::Caller> caller;  ///< set behind every route that is not open
  std::string body;                    ///< of a route that reads it whole

  /// Of a route that needs one.
  const TenantId& tenant() const { return caller->tenant; }
  const std::string& param(std::size_t index = 0) const { return params.at(index); }
};

}  // namespace retainwise::http
