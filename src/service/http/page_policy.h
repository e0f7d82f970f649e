#pragma once
/// The Content-Security-Policy of the page: its own origin, and of the identity provider exactly
/// what signing in needs. Never 'unsafe-inline'.
#include <string>
#include <string_view>

#include "service/auth/way_in.h"

namespace retainwise::http {

/// `nonce`: of the one answer, for the styles that the page makes.
std::string page_policy(std::string_view nonce, const auth::WayIn& way);

}  // namespace retainwise::http
