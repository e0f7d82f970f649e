#include "app/token_callers.h"

#include "app/identity_settings.h"
#include "service/auth/key_cache.h"
#include "service/auth/token_identity.h"

namespace retainwise::app {
namespace {

Result<std::unique_ptr<auth::KeySource>> open_keys(const Settings& settings, Foundation& foundation,
                                                   net::HttpClient& client) {
  if (!settings.clerk_jwt_key.empty()) {
    RW_TRY(auto key, auth::PublicKey::from_pem(settings.clerk_jwt_key));
    return auth::make_fixed_key(std::move(key));
  }
  auto keys =
      std::make_shared<auth::ProviderKeys>(client, provider_of(settings), issuer_of(settings));
  return auth::make_key_cache([keys] { return keys->fetch(); }, foundation.clock(),
                              foundation.log(), foundation.services().counters);
}

}  // namespace

auth::Provider provider_of(const Settings& settings) {
  return settings.identity == IdentityKind::kClerk ? auth::Provider::kClerk : auth::Provider::kOidc;
}

Result<std::unique_ptr<auth::Identity>> open_token_callers(const Settings& settings,
                                                           Foundation& foundation,
                                                           net::HttpClient& client) {
  RW_TRY(auto keys, open_keys(settings, foundation, client));
  auth::TokenOptions options;
  options.rules.provider = provider_of(settings);
  options.rules.issuer = issuer_of(settings);
  options.rules.authorized_parties = settings.authorized_parties;
  options.rules.audience = settings.oidc_audience;
  return auth::make_token_identity(foundation.services().store, foundation.random(),
                                   foundation.clock(), foundation.services().counters,
                                   std::move(keys), std::move(options));
}

}  // namespace retainwise::app
