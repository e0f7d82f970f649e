#pragma once
/// Which hosts we answer for (DNS rebinding) and which pages may change things (CSRF).
#include <string>
#include <string_view>
#include <vector>

#include "service/http/server.h"
#include "service/http/strict_head.h"

namespace retainwise::http {

class AllowedHosts {
 public:
  explicit AllowedHosts(const ServerOptions& options);
  /// `host` as in the Host field, lower case. A name without a port allows every port. Addresses
  /// (which no DNS answer can forge) pass where the server listens beyond loopback.
  bool allow(std::string_view host) const;

 private:
  std::vector<std::string> names_;  ///< "localhost", "example.com:8443"
  bool any_address_ = false;
};

/// True for GET and the like, and where the browser says that the request comes from our own page.
bool is_same_origin(const Head& head);
/// True where an Origin or Sec-Fetch-Site is there and speaks of another site.
bool is_foreign(const Head& head);
bool is_change(Method method);

}  // namespace retainwise::http
