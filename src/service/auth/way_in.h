#pragma once
/// How somebody signs in on the page here. Nothing of it is secret: GET /api/session says it to
/// everybody, and the page's Content-Security-Policy is made of it.
#include <optional>
#include <string>

namespace retainwise::auth {

/// Where the page goes and what it asks (OpenID Connect Discovery 1.0 §3, RP-Initiated Logout 1.0,
/// RFC 7009). "" where the provider names none, or one that is no safe address.
struct ProviderAddresses {
  std::string authorization = {}, token = {}, end_session = {}, revocation = {};
};

struct WayIn {
  enum class By {
    kToken,  ///< nobody signs in on the page: callers bring a provider's token
    kLink,   ///< by a one-time link
    kOidc,   ///< by authorization code with PKCE (RFC 7636)
    kClerk,  ///< by Clerk's script
  };
  By by = By::kToken;
  // kOidc
  std::string issuer = {}, client_id = {}, scope = {};
  std::string audience = {};                        ///< "" = any
  std::optional<ProviderAddresses> addresses = {};  ///< nullopt: the provider did not answer yet
  // kClerk
  std::string publishable_key = {};
  std::string clerk_origin = {};  ///< where its script comes from, and what it talks to
};

}  // namespace retainwise::auth
