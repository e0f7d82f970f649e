#pragma once
/// Who this program is towards AWS: the first of environment, web identity, profile file, container
/// and instance metadata (v2 only) that is set up; renewed before it expires. Safe to call from any
/// thread.
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "service/net/http_client.h"
#include "service/net/sigv4.h"

namespace retainwise::net {

struct Credentials {
  Secret secret;
  std::optional<Time> expires_at = {};  ///< unset: never
};

/// The variables that AWS's own programs read, as the caller found them.
using Variables = std::map<std::string, std::string, std::less<>>;

class CredentialSource {
 public:
  virtual ~CredentialSource() = default;
  /// nullopt where this source is not set up; an error where it is and does not serve.
  virtual Result<std::optional<Credentials>> fetch() = 0;
};

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN.
std::unique_ptr<CredentialSource> from_environment(const Variables& variables);
/// AWS_PROFILE of AWS_SHARED_CREDENTIALS_FILE (~/.aws/credentials), else of AWS_CONFIG_FILE.
std::unique_ptr<CredentialSource> from_profile(const Variables& variables);
/// AWS_ROLE_ARN with the token in AWS_WEB_IDENTITY_TOKEN_FILE (Kubernetes).
std::unique_ptr<CredentialSource> from_web_identity(const Variables& variables, HttpClient& client);
/// AWS_CONTAINER_CREDENTIALS_FULL_URI or _RELATIVE_URI (ECS, EKS Pod Identity).
std::unique_ptr<CredentialSource> from_container(const Variables& variables, HttpClient& client);
/// The role of the machine itself (EC2), unless AWS_EC2_METADATA_DISABLED=true.
std::unique_ptr<CredentialSource> from_instance(const Variables& variables, HttpClient& client);

class CredentialChain {
 public:
  /// `clock` outlives it.
  CredentialChain(std::vector<std::unique_ptr<CredentialSource>> sources, const Clock& clock);
  /// The usual five, in AWS's order. `client` and `clock` outlive it.
  static CredentialChain usual(const Variables& variables, HttpClient& client, const Clock& clock);

  /// kDenied "no_credentials" where no source is set up. What still holds is given where a renewal
  /// fails.
  Result<Secret> secret();
  /// They were refused as expired: the next call fetches.
  void forget();

 private:
  Result<Credentials> fetch();

  std::vector<std::unique_ptr<CredentialSource>> sources_;  // under *mutex_
  const Clock* clock_;
  std::unique_ptr<std::mutex> mutex_ = std::make_unique<std::mutex>();
  std::optional<Credentials> known_;  // under *mutex_
};

}  // namespace retainwise::net
