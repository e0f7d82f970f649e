#pragma once
/// Where the keys are from that tokens are signed with. Safe to call from any thread; calls may
/// block on the network.
#include <memory>
#include <optional>
#include <string>

#include "service/auth/identity.h"
#include "service/auth/public_key.h"

namespace retainwise::auth {

class KeySource {
 public:
  virtual ~KeySource() = default;
  /// The key of a token whose header has that kid; nullptr where there is none. kUnavailable where
  /// no keys could be had yet, or for too long.
  virtual Result<std::shared_ptr<const PublicKey>> find(
      const std::optional<std::string>& key_id) = 0;
  virtual IdentityHealth health() = 0;
  /// Where the provider says that its parts are, as far as it is known by now; asks nobody.
  virtual std::optional<ProviderAddresses> addresses() { return std::nullopt; }
};

/// One key, for every kid; asks nobody.
std::unique_ptr<KeySource> make_fixed_key(PublicKey key);

}  // namespace retainwise::auth
