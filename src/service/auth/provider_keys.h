#pragma once
/// Fetches a provider's keys: Clerk's from where they always are, others' from where their
/// description (OpenID Connect Discovery 1.0) says. Never follows a redirect. One thread at a time.
#include <string>

#include "service/auth/jwk_set.h"
#include "service/auth/token_claims.h"
#include "service/auth/way_in.h"
#include "service/net/http_client.h"

namespace retainwise::auth {

struct FetchedKeys {
  JwkSet keys;
  /// The answer's Cache-Control max-age; nullopt where it says none.
  std::optional<std::int64_t> max_age_ms = {};
  /// As the provider's description says; nullopt where none is read (Clerk).
  std::optional<ProviderAddresses> addresses = {};
};

class ProviderKeys {
 public:
  ProviderKeys(net::HttpClient& client, Provider provider, std::string issuer)
      : client_(client), provider_(provider), issuer_(std::move(issuer)) {}

  /// kBadRequest "wrong_issuer" where the description is another issuer's; kUnavailable for
  /// everything that is not a set of keys.
  Result<FetchedKeys> fetch();

 private:
  /// Of the keys. Takes the others out of the description, where one is read.
  Result<std::string> keys_address();
  Result<net::HttpReply> get(const std::string& url);

  net::HttpClient& client_;
  const Provider provider_;
  const std::string issuer_;
  std::string address_;  ///< of the keys, once it is known
  std::optional<ProviderAddresses> others_;
};

}  // namespace retainwise::auth
