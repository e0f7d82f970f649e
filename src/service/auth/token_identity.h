#pragma once
/// Callers by the tokens of Clerk, or of any OpenID Connect provider: each user is known by
/// (issuer, subject) and made at first sight; the tenant is the token's organisation, else the
/// user. What a removed user still holds lets nobody in. No keys of our own, no links, no sessions.
#include <memory>

#include "service/auth/identity.h"
#include "service/auth/key_source.h"
#include "service/auth/token_claims.h"
#include "service/telemetry/counters.h"

namespace retainwise::auth {

struct TokenOptions {
  ClaimRules rules;
  WayIn way_in = {};                ///< without the provider's addresses
  std::size_t remembered = 10'000;  ///< good tokens; some ten megabytes at most
};

std::unique_ptr<Identity> make_token_identity(store::Store& store, Random& random, Clock& clock,
                                              telemetry::Counters& counters,
                                              std::unique_ptr<KeySource> keys,
                                              TokenOptions options);

}  // namespace retainwise::auth
