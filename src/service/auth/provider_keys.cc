#include "service/auth/provider_keys.h"

#include <charconv>

#include "base/text.h"
#include "service/auth/provider_url.h"

namespace retainwise::auth {
namespace {

constexpr int kConnectMs = 3'000;
constexpr int kWholeCallMs = 5'000;

Error no_keys(std::string why) {
  return unavailable("The identity provider's keys cannot be had.", std::move(why));
}

std::optional<std::int64_t> max_age_ms(std::string_view cache_control) {
  constexpr std::string_view kName = "max-age=";
  for (const std::string& part : split(cache_control, ',')) {
    const std::string directive = lower(trim(part));
    if (!starts_with(directive, kName)) continue;
    std::int32_t seconds = 0;
    const char* const end = directive.data() + directive.size();
    const auto [stop, error] = std::from_chars(directive.data() + kName.size(), end, seconds);
    if (error == std::errc() && stop == end && seconds > 0) return std::int64_t{seconds} * 1000;
  }
  return std::nullopt;
}

}  // namespace

Result<FetchedKeys> ProviderKeys::fetch() {
  RW_TRY(address_, keys_address());
  auto answer = get(address_);
  if (!answer.ok()) {
    address_.clear();  // perhaps they lie elsewhere now
    return answer.error();
  }
  RW_TRY(JwkSet keys, JwkSet::read(answer->body));
  return FetchedKeys{std::move(keys), max_age_ms(answer->header("cache-control")), others_};
}

Result<std::string> ProviderKeys::keys_address() {
  if (!address_.empty()) return address_;
  if (provider_ == Provider::kClerk) return below(issuer_, "/.well-known/jwks.json");
  RW_TRY(const auto answer, get(below(issuer_, "/.well-known/openid-configuration")));
  const auto described = parse_json(answer.body, {JwkSet::kMostDepth, JwkSet::kMostBytes});
  if (!described.ok() || !described->is_object()) return no_keys("its description is not JSON");
  const auto text = [&](const char* name) {
    const auto found = described->find(name);
    return found != described->end() && found->is_string() ? found->get<std::string>() : "";
  };
  if (text("issuer") != issuer_)
    return bad_request("wrong_issuer",
                       "OIDC_ISSUER is " + shortened(issuer_, 200) +
                           ", but the provider there calls itself " +
                           shortened(text("issuer"), 200) + ".",
                       "Set OIDC_ISSUER to exactly what the provider calls itself, to the last "
                       "slash: its tokens say the same.");
  const auto safe = [&](const char* name) {
    std::string url = text(name);
    return is_provider_url(url) ? url : std::string();
  };
  others_ = {safe("authorization_endpoint"), safe("token_endpoint"), safe("end_session_endpoint"),
             safe("revocation_endpoint")};
  std::string address = text("jwks_uri");
  if (!is_provider_url(address)) return no_keys("its jwks_uri is not an https address");
  return address;
}

Result<net::HttpReply> ProviderKeys::get(const std::string& url) {
  net::HttpLimits limits;
  limits.connect_ms = kConnectMs;
  limits.idle_ms = limits.total_ms = kWholeCallMs;
  limits.body = JwkSet::kMostBytes;
  auto answer = client_.send({.url = url, .headers = {{"Accept", "application/json"}}}, limits);
  if (!answer.ok()) return no_keys(answer.error().what + " " + answer.error().detail);
  if (answer->status != 200) return no_keys("it answered " + std::to_string(answer->status));
  return answer;
}

}  // namespace retainwise::auth
