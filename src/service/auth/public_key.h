#pragma once
/// An RSA key that signs tokens by RS256 (RFC 7518 §3.3), checked before it is one: 2048 to 8192
/// bits, an odd exponent above 65536 (FIPS 186-5 §5.1), not of the factorable kind. Immutable; safe
/// to use from any thread.
#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace retainwise::auth {

class PublicKey {
 public:
  /// "-----BEGIN PUBLIC KEY-----", whose line breaks may stand as "\n". kBadRequest "bad_key".
  static Result<PublicKey> from_pem(std::string_view pem);
  /// RFC 7517: kty RSA; `use`, `key_ops` and `alg`, where there, must allow to verify by RS256; a
  /// key that shows its private half is refused. kBadRequest "bad_key".
  static Result<PublicKey> from_jwk(const Json& jwk);

  /// RSASSA-PKCS1-v1_5 with SHA-256.
  bool verifies(std::string_view text, std::string_view signature) const;
  /// Equal for equal keys only.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  };
  using Handle = std::unique_ptr<EVP_PKEY, Free>;

  PublicKey(Handle key, std::string fingerprint)
      : key_(std::move(key)), fingerprint_(std::move(fingerprint)) {}
  static Result<PublicKey> from(Handle key);
  static Handle assemble(const std::string& modulus, const std::string& exponent);

  Handle key_;  // set once
  std::string fingerprint_;
};

}  // namespace retainwise::auth
