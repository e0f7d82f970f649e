#pragma once
/// Who tells callers apart, out of several settings that must fit each other.
#include <string_view>

#include "app/settings.h"

namespace retainwise::app {

/// "local", "clerk", "oidc"; "" leaves it to what else is set.
bool read_identity(std::string_view text, std::optional<IdentityKind>& out);

/// Fills in what was left open. kBadRequest "identity_settings" where two are asked for at once,
/// one lacks its issuer, or a setting belongs to another one.
Result<void> settle_identity(Settings& settings);

/// The issuer of the tokens; "" for local identity.
const std::string& issuer_of(const Settings& settings);
/// "local" "clerk" "oidc".
std::string_view name_of(IdentityKind kind);

}  // namespace retainwise::app
