#pragma once
/// Fetches a provider's keys: Clerk's from where they always are, others' from where their
/// description (OpenID Connect Discovery 1.0) says. Never follows a redirect. One thread at a time.
#include <string>

#include "service/auth/jwk_set.h"
#include "service/auth/token_claims.h"
#include "service/net/http_client.h"

namespace retainwise::auth {

struct FetchedKeys {
  JwkSet keys;
  /// The answer's Cache-Control max-age; nullopt where it says none.
  std::optional<std::int64_t> max_age_ms = {};
};

class ProviderKeys {
 public:
  ProviderKeys(net::HttpClient& client, Provider provider, std::string issuer)
      : client_(client), provider_(provider), issuer_(std::move(issuer)) {}

  /// kBadRequest "wrong_issuer" where the description is another issuer's; kUnavailable for
  /// everything that is not a set of keys.
  Result<FetchedKeys> fetch();

 private:
  Result<std::string> keys_address();
  Result<net::HttpReply> get(const std::string& url);

  net::HttpClient& client_;
  const Provider provider_;
  const std::string issuer_;
  std::string address_;  ///< of the keys, once it is known
};

}  // namespace retainwise::auth
