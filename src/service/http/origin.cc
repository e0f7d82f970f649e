#include "service/http/origin.h"

#include <algorithm>

#include "base/text.h"
#include "service/http/grammar.h"

namespace retainwise::http {
namespace {

std::string_view without_port(std::string_view host) {
  if (starts_with(host, "[")) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_address(std::string_view name) {
  if (starts_with(name, "[")) return true;
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return is_digit(c) || c == '.'; });
}

std::string bracketed(std::string_view host) {
  const bool bare_v6 =
      contains(host, ":") && !starts_with(host, "[") && host.find(':') != host.rfind(':');
  return lower(bare_v6 ? "[" + std::string(host) + "]" : std::string(host));
}

std::string host_of_url(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  url.remove_prefix(scheme + 3);
  return lower(url.substr(0, url.find('/')));
}

}  // namespace

AllowedHosts::AllowedHosts(const ServerOptions& options) {
  names_ = {"localhost", "127.0.0.1", "[::1]", bracketed(options.host)};
  for (const auto& host : options.allowed_hosts) names_.push_back(bracketed(host));
  if (!options.public_url.empty()) names_.push_back(host_of_url(options.public_url));
  const bool loopback =
      starts_with(options.host, "127.") || options.host == "::1" || options.host == "localhost";
  any_address_ = !loopback;
}

bool AllowedHosts::allow(std::string_view host) const {
  const auto name = without_port(host);
  if (any_address_ && is_address(name)) return true;
  return std::any_of(names_.begin(), names_.end(), [&](const std::string& allowed) {
    return !allowed.empty() && (allowed == host || allowed == name);
  });
}

bool is_change(Method method) {
  return method != Method::kGet && method != Method::kHead && method != Method::kOptions;
}

bool is_foreign(const Head& head) {
  const auto origin = head.field("origin");
  const auto site = head.field("sec-fetch-site");
  const bool ours = origin == "http://" + head.host || origin == "https://" + head.host;
  return (!origin.empty() && !ours) || (!site.empty() && site != "same-origin");
}

bool is_same_origin(const Head& head) {
  return !is_change(head.method) || (!head.field("origin").empty() && !is_foreign(head));
}

}  // namespace retainwise::http
