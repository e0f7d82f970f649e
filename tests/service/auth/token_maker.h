#pragma once
/// Signs tokens as an identity provider does, and as those do who would like to be one.
#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/json.h"

namespace retainwise::auth {

std::string base64url(std::string_view bytes);

/// An RSA key pair.
class SigningKey {
 public:
  static SigningKey make(unsigned bits = 2048, unsigned long exponent = 65537);

  std::string sign(std::string_view text, const char* digest = "SHA256", bool pss = false) const;
  /// The public half; `more` is added, or replaces what is there.
  Json jwk(const std::string& key_id, const Json& more = Json::object()) const;
  std::string pem() const;
  std::string der() const;

 private:
  explicit SigningKey(EVP_PKEY* key) : key_(key, EVP_PKEY_free) {}
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

/// The provider's key of these tests, and somebody else's; each made once.
const SigningKey& good_key();
const SigningKey& other_key();

inline constexpr std::int64_t kNowSeconds = 1'700'000'000;
inline const std::string kOurIssuer = "https://issuer.test";
inline const std::string kOurParty = "https://app.test";

/// Takes a member away, in what follows.
inline const Json kAbsent;

/// {"alg":"RS256","kid":"a","typ":"JWT"} with `more` put over it.
Json header(const Json& more = Json::object());
/// What Clerk puts into a session token, with `more` put over it.
Json payload(const Json& more = Json::object());

/// header.payload.signature, each text as it is.
std::string signed_texts(std::string_view header_text, std::string_view payload_text,
                         const SigningKey& key = good_key());
std::string signed_token(const Json& header, const Json& payload,
                         const SigningKey& key = good_key());
/// HMAC by the bytes of `secret`: what a reader of RS256 keys must not take for RSA.
std::string mac_token(const std::string& algorithm, std::string_view secret);

}  // namespace retainwise::auth
