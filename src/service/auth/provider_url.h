#pragma once
/// Addresses of an identity provider. They come from the settings or from the provider's own
/// description, never from a request or a token.
#include <string>
#include <string_view>

namespace retainwise::auth {

/// https://host…, or http:// on this very machine (127.x, [::1], localhost); without user, query,
/// fragment or blanks.
bool is_provider_url(std::string_view url);
/// "https://host:port" of such an address: what a browser calls its origin.
std::string origin_of(std::string_view url);
/// The issuer's address with `path` ("/.well-known/…") after it, by one slash.
std::string below(std::string_view issuer, std::string_view path);

}  // namespace retainwise::auth
