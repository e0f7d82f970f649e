#pragma once
/// A provider's keys (RFC 7517 §5): those of them that verify by RS256. Keys of other kinds may lie
/// beside them. Immutable.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/auth/public_key.h"

namespace retainwise::auth {

class JwkSet {
 public:
  static constexpr std::size_t kMostBytes = 64U << 10U;
  static constexpr std::size_t kMostDepth = 8;

  /// kUnavailable where it is no such set, or larger.
  static Result<JwkSet> read(std::string_view text);

  /// The one key of that kid; nullptr where there is none, or more than one. Without a kid: the
  /// only key.
  std::shared_ptr<const PublicKey> find(const std::optional<std::string>& key_id) const;
  std::size_t size() const { return keys_.size(); }

 private:
  std::vector<std::pair<std::optional<std::string>, std::shared_ptr<const PublicKey>>> keys_;
};

}  // namespace retainwise::auth
