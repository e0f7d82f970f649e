#include "service/http/page_policy.h"

#include "service/auth/provider_url.h"

namespace retainwise::http {
namespace {

struct Elsewhere {
  std::string scripts, connections, workers;  ///< each with a blank before it, or ""
};

/// One goes to the provider by leaving the page; what the page itself asks is tokens, and to
/// forget them.
std::string asked_of(const auth::ProviderAddresses& addresses) {
  std::string origins;
  for (const std::string* url : {&addresses.token, &addresses.revocation}) {
    if (url->empty()) continue;
    const std::string origin = " " + auth::origin_of(*url);
    if (origins != origin) origins += origin;
  }
  return origins;
}

Elsewhere elsewhere(const auth::WayIn& way) {
  switch (way.by) {
    case auth::WayIn::By::kOidc: return {"", way.addresses ? asked_of(*way.addresses) : "", ""};
    case auth::WayIn::By::kClerk:
      // Clerk's script renews its token by a timer in a worker that it makes of a blob.
      return {" " + way.clerk_origin, " " + way.clerk_origin, "worker-src blob:; "};
    default: return {};
  }
}

}  // namespace

std::string page_policy(std::string_view nonce, const auth::WayIn& way) {
  const Elsewhere other = elsewhere(way);
  return "default-src 'none'; script-src 'self'" + other.scripts + "; style-src 'self' 'nonce-" +
         std::string(nonce) + "'; img-src 'self' data:; font-src 'self'; connect-src 'self'" +
         other.connections + "; " + other.workers +
         "manifest-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
         "frame-ancestors 'none'";
}

}  // namespace retainwise::http
