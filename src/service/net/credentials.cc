#include "service/net/credentials.h"

namespace retainwise::net {
namespace {

/// AWS hands out new ones five minutes before the old ones end.
constexpr std::int64_t kRenewBeforeMs = 5LL * 60'000;

bool expires_within(const Credentials& credentials, Time now, std::int64_t milliseconds) {
  return credentials.expires_at && credentials.expires_at->unix_ms - now.unix_ms <= milliseconds;
}

}  // namespace

CredentialChain::CredentialChain(std::vector<std::unique_ptr<CredentialSource>> sources,
                                 const Clock& clock)
    : sources_(std::move(sources)), clock_(&clock) {}

CredentialChain CredentialChain::usual(const Variables& variables, HttpClient& client,
                                       const Clock& clock) {
  std::vector<std::unique_ptr<CredentialSource>> sources;
  sources.push_back(from_environment(variables));
  sources.push_back(from_web_identity(variables, client));
  sources.push_back(from_profile(variables));
  sources.push_back(from_container(variables, client));
  sources.push_back(from_instance(variables, client));
  return {std::move(sources), clock};
}

Result<Credentials> CredentialChain::fetch() {
  for (const auto& source : sources_) {
    RW_TRY(auto found, source->fetch());
    if (found) return *std::move(found);
  }
  return Error{
      ErrorKind::kDenied, "no_credentials", "There are no AWS credentials.",
      "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run it where a role is given to "
      "it.",
      ""};
}

Result<Secret> CredentialChain::secret() {
  const std::lock_guard lock(*mutex_);
  const Time now = clock_->now();
  if (known_ && !expires_within(*known_, now, kRenewBeforeMs)) return known_->secret;
  auto fetched = fetch();
  if (fetched.ok()) return (known_ = std::move(*fetched))->secret;
  if (known_ && !expires_within(*known_, now, 0)) return known_->secret;
  return fetched.error();
}

void CredentialChain::forget() {
  const std::lock_guard lock(*mutex_);
  known_.reset();
}

}  // namespace retainwise::net
