#include "app/token_callers.h"

#include "app/identity_settings.h"
#include "service/auth/clerk_host.h"
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

auth::WayIn way_in(const Settings& settings) {
  auth::WayIn way;
  if (const auto host = auth::clerk_host(settings.clerk_publishable_key)) {
    way.by = auth::WayIn::By::kClerk;
    way.publishable_key = settings.clerk_publishable_key;
    way.clerk_origin = "https://" + *host;
  } else if (!settings.oidc_client_id.empty()) {
    way.by = auth::WayIn::By::kOidc;
    way.issuer = settings.oidc_issuer;
    way.client_id = settings.oidc_client_id;
    way.scope = settings.oidc_scope;
    way.audience = settings.oidc_audience;
  }
  return way;
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
  options.way_in = way_in(settings);
  return auth::make_token_identity(foundation.services().store, foundation.random(),
                                   foundation.clock(), foundation.services().counters,
                                   std::move(keys), std::move(options));
}

}  // namespace retainwise::app
