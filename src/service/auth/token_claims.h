#pragma once
/// What a token says once its signature is good (RFC 7519, RFC 9068, Clerk's session tokens), and
/// whether that lets its bearer in here. Pure.
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "service/store/users.h"

namespace retainwise::auth {

enum class Provider { kClerk, kOidc };
std::string_view name_of(Provider provider);  ///< "clerk" "oidc"

struct ClaimRules {
  Provider provider = Provider::kOidc;
  std::string issuer;                           ///< `iss`, byte for byte
  std::vector<std::string> authorized_parties;  ///< of `azp`, which must be there; empty: any
  std::string audience;                         ///< one of `aud`; "": any
  int leeway_ms = 5'000;                        ///< clocks differ; Clerk's own default
};

struct TokenClaims {
  std::string subject;
  std::string organisation;  ///< "": the subject stands for itself
  store::Role role = store::Role::kOwner;
  Time expires_at = {};
};

/// `type`: the header's typ. kDenied "invalid_token", or "session_pending" (403) where Clerk still
/// wants something of the user (sts).
Result<TokenClaims> check_claims(const Json& payload, std::string_view type,
                                 const ClaimRules& rules, Time now);

}  // namespace retainwise::auth
