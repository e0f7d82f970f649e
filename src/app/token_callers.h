#pragma once
/// Callers by the tokens of an identity provider, as the settings say.
#include <memory>

#include "app/foundation.h"
#include "app/settings.h"
#include "service/auth/identity.h"
#include "service/auth/token_claims.h"
#include "service/net/http_client.h"

namespace retainwise::app {

/// Whose tokens they are; of settings whose identity is not local.
auth::Provider provider_of(const Settings& settings);

/// `client` outlives it, and is used unless the provider's key was given. kBadRequest
/// "wrong_issuer" where the provider calls itself otherwise than the settings do.
Result<std::unique_ptr<auth::Identity>> open_token_callers(const Settings& settings,
                                                           Foundation& foundation,
                                                           net::HttpClient& client);

}  // namespace retainwise::app
