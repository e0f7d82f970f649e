#include "service/auth/provider_url.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace retainwise::auth {
namespace {

constexpr std::size_t kLongestUrl = 2048;

bool has_odd_character(std::string_view url) {
  return std::any_of(url.begin(), url.end(), [](char c) {
    return c <= ' ' || c > '~' || contains("@?#\\\"<>^`{|}", std::string_view(&c, 1));
  });
}

std::string_view authority_of(std::string_view rest) {
  return rest.substr(0, rest.find('/'));
}

/// Letters, digits and what stands between them in a host, a port or an IPv6 address: the page's
/// Content-Security-Policy repeats it.
bool is_plain(std::string_view authority) {
  return std::all_of(authority.begin(), authority.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || contains(".-_:[]", {&c, 1});
  });
}

/// The host of "host:port/path", without port; an IPv6 address with its brackets.
std::string_view host_of(std::string_view rest) {
  const std::string_view authority = authority_of(rest);
  if (!is_plain(authority)) return {};
  if (starts_with(authority, "[")) return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

bool is_this_machine(std::string_view host) {
  const auto is_of_address = [](char c) { return c == '.' || (c >= '0' && c <= '9'); };
  return host == "localhost" || host == "[::1]" ||
         (starts_with(host, "127.") && std::all_of(host.begin(), host.end(), is_of_address));
}

}  // namespace

bool is_provider_url(std::string_view url) {
  constexpr std::string_view kSafe = "https://", kPlain = "http://";
  if (url.size() > kLongestUrl || has_odd_character(url)) return false;
  if (starts_with(url, kSafe)) return !host_of(url.substr(kSafe.size())).empty();
  return starts_with(url, kPlain) && is_this_machine(host_of(url.substr(kPlain.size())));
}

std::string origin_of(std::string_view url) {
  const std::size_t host = url.find("://") + 3;
  return std::string(url.substr(0, host)) + std::string(authority_of(url.substr(host)));
}

std::string below(std::string_view issuer, std::string_view path) {
  if (ends_with(issuer, "/")) issuer.remove_suffix(1);
  return std::string(issuer) + std::string(path);
}

}  // namespace retainwise::auth
