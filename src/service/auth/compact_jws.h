#pragma once
/// A signed token (JWS in compact serialisation, RFC 7515 §7.1), read strictly: three parts of
/// exact base64url, a header that is a JSON object without doubled keys, `alg` RS256 and nothing
/// else, no `crit` and no `b64` (RFC 7797). A header's own keys and addresses (jwk, jku, x5u, x5c)
/// are never looked at.
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "service/auth/public_key.h"

namespace retainwise::auth {

class CompactJws {
 public:
  static constexpr std::size_t kMostBytes = 16U << 10U;
  static constexpr std::size_t kMostDepth = 16;
  static constexpr std::size_t kLongestKeyId = 256;

  /// kDenied "invalid_token" where it is anything else.
  static Result<CompactJws> read(std::string_view token);

  /// `kid`; nullopt where absent.
  const std::optional<std::string>& key_id() const { return key_id_; }
  /// `typ` as it stands there; "" where absent.
  const std::string& type() const { return type_; }
  /// The payload, a JSON object without doubled keys: nobody sees it before its signature is good.
  Result<Json> verified(const PublicKey& key) const;

 private:
  CompactJws() = default;
  Result<void> read_header(std::string_view text);

  std::string signed_text_, payload_, signature_;
  std::optional<std::string> key_id_;
  std::string type_;
};

}  // namespace retainwise::auth
