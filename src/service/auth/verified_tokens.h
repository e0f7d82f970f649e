#pragma once
/// Tokens whose signature and claims were found good, so that they are checked once and not at
/// every request. Known by their hash only; forgotten when they expire, and the oldest where there
/// are too many. Safe to call from any thread.
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "service/auth/secret_hash.h"
#include "service/auth/token_claims.h"

namespace retainwise::auth {

struct VerifiedToken {
  TokenClaims claims;
  std::optional<std::string> key_id;
  std::string key_fingerprint;  ///< of the key that signed it; it holds while that key is good
};

class VerifiedTokens {
 public:
  explicit VerifiedTokens(std::size_t most) : most_(most) {}

  /// nullopt where it is unknown, or expired at `now`.
  std::optional<VerifiedToken> find(const SecretHash& token, Time now);
  void remember(const SecretHash& token, VerifiedToken verified);
  std::size_t size() const;

 private:
  /// The hash is one already.
  struct FirstBytes {
    std::size_t operator()(const SecretHash& hash) const {
      std::size_t word = 0;
      std::memcpy(&word, hash.data(), sizeof word);
      return word;
    }
  };

  const std::size_t most_;
  mutable std::mutex mutex_;
  // under mutex_
  std::unordered_map<SecretHash, VerifiedToken, FirstBytes> known_;
  std::deque<SecretHash> order_;  ///< as they came; may name forgotten ones
};

}  // namespace retainwise::auth
