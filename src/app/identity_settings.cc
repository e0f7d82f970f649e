#include "app/identity_settings.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "service/auth/clerk_host.h"
#include "service/auth/provider_url.h"

namespace retainwise::app {
namespace {

constexpr std::array<std::pair<std::string_view, IdentityKind>, 3> kKinds = {
    {{"local", IdentityKind::kLocal},
     {"clerk", IdentityKind::kClerk},
     {"oidc", IdentityKind::kOidc}}};

Error misfit(std::string what, std::string hint) {
  return bad_request("identity_settings", std::move(what), std::move(hint));
}

/// What each setting of a provider is called, whose it is, and whether it is set.
struct Part {
  std::string_view name;
  IdentityKind of;
  bool set;
};

std::array<Part, 6> parts_of(const Settings& settings) {
  return {{{"CLERK_ISSUER", IdentityKind::kClerk, !settings.clerk_issuer.empty()},
           {"CLERK_JWT_KEY", IdentityKind::kClerk, !settings.clerk_jwt_key.empty()},
           {"CLERK_PUBLISHABLE_KEY", IdentityKind::kClerk, !settings.clerk_publishable_key.empty()},
           {"OIDC_ISSUER", IdentityKind::kOidc, !settings.oidc_issuer.empty()},
           {"OIDC_AUDIENCE", IdentityKind::kOidc, !settings.oidc_audience.empty()},
           {"OIDC_CLIENT_ID", IdentityKind::kOidc, !settings.oidc_client_id.empty()}}};
}

/// A key of another instance would sign people in with tokens that are refused here.
Result<void> check_publishable_key(const Settings& settings) {
  const auto host = auth::clerk_host(settings.clerk_publishable_key);
  if (!host || ends_with(auth::origin_of(settings.clerk_issuer), "://" + *host)) return {};
  return misfit("CLERK_PUBLISHABLE_KEY is of the Clerk instance " + *host +
                    ", but CLERK_ISSUER is " + settings.clerk_issuer + ".",
                "Take both from the same instance: Clerk's dashboard shows them under API keys.");
}

IdentityKind kind_by_issuers(const Settings& settings) {
  if (!settings.clerk_issuer.empty()) return IdentityKind::kClerk;
  if (!settings.oidc_issuer.empty()) return IdentityKind::kOidc;
  return IdentityKind::kLocal;
}

}  // namespace

bool read_identity(std::string_view text, std::optional<IdentityKind>& out) {
  out.reset();
  if (text.empty()) return true;
  const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const auto& each) { return each.first == text; });
  if (found == kKinds.end()) return false;
  out = found->second;
  return true;
}

Result<void> settle_identity(Settings& settings) {
  if (!settings.clerk_issuer.empty() && !settings.oidc_issuer.empty())
    return misfit("CLERK_ISSUER and OIDC_ISSUER are both set.",
                  "Set the one of the provider that your callers have their tokens from.");
  if (!settings.identity) settings.identity = kind_by_issuers(settings);
  const IdentityKind kind = *settings.identity;
  for (const Part& part : parts_of(settings)) {
    if (part.set && part.of != kind)
      return misfit(std::string(part.name) + " is set, but RETAINWISE_IDENTITY is " +
                        std::string(name_of(kind)) + ".",
                    kind == IdentityKind::kLocal && part.name.find("ISSUER") == std::string::npos
                        ? "Set the issuer too, or unset " + std::string(part.name) + "."
                        : "Unset one of the two.");
  }
  if (kind == IdentityKind::kLocal && !settings.authorized_parties.empty())
    return misfit("AUTHORIZED_PARTIES is set, but callers do not come with a provider's tokens.",
                  "Set CLERK_ISSUER or OIDC_ISSUER, or unset AUTHORIZED_PARTIES.");
  if (kind != IdentityKind::kLocal && issuer_of(settings).empty())
    return misfit("RETAINWISE_IDENTITY is " + std::string(name_of(kind)) + ", but " +
                      (kind == IdentityKind::kClerk ? "CLERK_ISSUER" : "OIDC_ISSUER") +
                      " is not set.",
                  "Set it to what tokens name as their issuer (iss).");
  return check_publishable_key(settings);
}

const std::string& issuer_of(const Settings& settings) {
  return settings.identity == IdentityKind::kClerk ? settings.clerk_issuer : settings.oidc_issuer;
}

std::string_view name_of(IdentityKind kind) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const auto& each) { return each.second == kind; });
  return found->first;
}

}  // namespace retainwise::app
