#include "service/auth/public_key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "service/auth/base64url.h"
#include "service/auth/roca.h"

namespace retainwise::auth {
namespace {

constexpr int kFewestBits = 2048;
constexpr int kMostBits = 8192;
constexpr int kFewestExponentBits = 17;
constexpr int kMostExponentBits = 256;

template <auto free_one>
struct Freed {
  template <class T>
  void operator()(T* one) const {
    free_one(one);
  }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Bignum = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Error bad_key(std::string what) {
  ERR_clear_error();
  return bad_request("bad_key", std::move(what),
                     "Use the issuer's RSA public key, of 2048 bits or more.");
}

Bignum part_of(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  EVP_PKEY_get_bn_param(key, name, &number);
  return Bignum(number);
}

Bignum number_of(std::string_view bytes) {
  return Bignum(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

std::string text_of(const BIGNUM* number) {
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
  BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
  return bytes;
}

Result<void> check_numbers(const BIGNUM* modulus, const BIGNUM* exponent) {
  const int bits = BN_num_bits(modulus), exponent_bits = BN_num_bits(exponent);
  if (bits < kFewestBits || bits > kMostBits || !BN_is_odd(modulus))
    return bad_key("The key has " + std::to_string(bits) + " bits.");
  if (exponent_bits < kFewestExponentBits || exponent_bits > kMostExponentBits ||
      !BN_is_odd(exponent))
    return bad_key("The key's exponent is not an odd number above 65536.");
  if (has_roca_mark(modulus)) return bad_key("The key is of a kind that can be factored (ROCA).");
  return {};
}

std::string with_line_breaks(std::string_view pem) {
  std::string out;
  for (std::size_t i = 0; i < pem.size(); ++i) {
    const bool escaped = pem[i] == '\\' && i + 1 < pem.size() && pem[i + 1] == 'n';
    out += escaped ? '\n' : pem[i];
    if (escaped) ++i;
  }
  return out + "\n";
}

/// True where the member is absent, or `word`.
bool absent_or(const Json& jwk, const char* name, std::string_view word) {
  const auto found = jwk.find(name);
  return found == jwk.end() || (found->is_string() && found->get_ref<const std::string&>() == word);
}

bool may_verify(const Json& jwk) {
  const auto uses = jwk.find("key_ops");
  if (uses == jwk.end()) return true;
  return uses->is_array() && std::find(uses->begin(), uses->end(), Json("verify")) != uses->end();
}

std::string number_text(const Json& jwk, const char* name) {
  const auto found = jwk.find(name);
  if (found == jwk.end() || !found->is_string()) return "";
  return decode_base64url(found->get_ref<const std::string&>()).value_or("");
}

}  // namespace

Result<PublicKey> PublicKey::from(Handle key) {
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
    return bad_key("This is no RSA public key.");
  const Bignum modulus = part_of(key.get(), OSSL_PKEY_PARAM_RSA_N);
  const Bignum exponent = part_of(key.get(), OSSL_PKEY_PARAM_RSA_E);
  if (!modulus || !exponent) return bad_key("This is no RSA public key.");
  RW_CHECK_OK(check_numbers(modulus.get(), exponent.get()));
  std::string fingerprint = text_of(exponent.get()) + text_of(modulus.get());
  return PublicKey(std::move(key), std::move(fingerprint));
}

Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  const std::string text = with_line_breaks(trim(pem));
  const Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  if (!bio) return unavailable("No memory for a key.");
  return from(Handle(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr)));
}

PublicKey::Handle PublicKey::assemble(const std::string& modulus, const std::string& exponent) {
  const Bignum n = number_of(modulus), e = number_of(exponent);
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  if (!n || !e || !builder || !context) return nullptr;
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  EVP_PKEY* key = nullptr;
  if (parameters && EVP_PKEY_fromdata_init(context.get()) == 1)
    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get());
  return Handle(key);
}

Result<PublicKey> PublicKey::from_jwk(const Json& jwk) {
  if (!jwk.is_object() || !jwk.contains("kty") || !absent_or(jwk, "kty", "RSA"))
    return bad_key("The key is not of the type RSA.");
  if (!absent_or(jwk, "use", "sig") || !may_verify(jwk) || !absent_or(jwk, "alg", "RS256"))
    return bad_key("The key does not verify by RS256.");
  if (jwk.contains("d")) return bad_key("The key shows its private half.");
  const std::string modulus = number_text(jwk, "n"), exponent = number_text(jwk, "e");
  if (modulus.empty() || exponent.empty() || modulus.size() > kMostBits / 8U + 1)
    return bad_key("The key's numbers are not base64url.");
  return from(assemble(modulus, exponent));
}

bool PublicKey::verifies(std::string_view text, std::string_view signature) const {
  const DigestContext context(EVP_MD_CTX_new());
  const bool good =
      context &&
      EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
      EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(text),
                       text.size()) == 1;
  if (!good) ERR_clear_error();
  return good;
}

}  // namespace retainwise::auth
