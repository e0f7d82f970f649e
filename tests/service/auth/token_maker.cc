#include "tests/service/auth/token_maker.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <sodium.h>

#include <stdexcept>
#include <vector>

#include "base/text.h"

namespace retainwise::auth {
namespace {

void must(bool good) {
  if (!good) throw std::runtime_error("OpenSSL");
}

std::string number(const EVP_PKEY* key, const char* name) {
  BIGNUM* big = nullptr;
  must(EVP_PKEY_get_bn_param(key, name, &big) == 1);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(big)), '\0');
  BN_bn2bin(big, reinterpret_cast<unsigned char*>(bytes.data()));
  BN_free(big);
  return bytes;
}

Json over(Json base, const Json& more) {
  for (const auto& [name, value] : more.items()) {
    if (value.is_null())
      base.erase(name);
    else
      base[name] = value;
  }
  return base;
}

std::string signing_input(std::string_view header_text, std::string_view payload_text) {
  return base64url(header_text) + "." + base64url(payload_text);
}

}  // namespace

std::string base64url(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  text.pop_back();  // the terminating zero
  return text;
}

SigningKey SigningKey::make(unsigned bits, unsigned long exponent) {
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
  BIGNUM* e = BN_new();
  EVP_PKEY* key = nullptr;
  must(BN_set_word(e, exponent) == 1 && EVP_PKEY_keygen_init(context) == 1 &&
       EVP_PKEY_CTX_set_rsa_keygen_bits(context, static_cast<int>(bits)) == 1 &&
       EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, e) == 1 &&
       EVP_PKEY_generate(context, &key) == 1);
  BN_free(e);
  EVP_PKEY_CTX_free(context);
  return SigningKey(key);
}

std::string SigningKey::sign(std::string_view text, const char* digest, bool pss) const {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_PKEY_CTX* how = nullptr;
  must(EVP_DigestSignInit_ex(context, &how, digest, nullptr, nullptr, key_.get(), nullptr) == 1);
  if (pss) must(EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING) == 1);
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t length = 0;
  must(EVP_DigestSign(context, nullptr, &length, bytes, text.size()) == 1);
  std::string signature(length, '\0');
  must(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &length, bytes,
                      text.size()) == 1);
  EVP_MD_CTX_free(context);
  return signature;
}

Json SigningKey::jwk(const std::string& key_id, const Json& more) const {
  return over({{"kty", "RSA"},
               {"use", "sig"},
               {"alg", "RS256"},
               {"kid", key_id},
               {"n", base64url(number(key_.get(), OSSL_PKEY_PARAM_RSA_N))},
               {"e", base64url(number(key_.get(), OSSL_PKEY_PARAM_RSA_E))}},
              more);
}

std::string SigningKey::pem() const {
  BIO* bio = BIO_new(BIO_s_mem());
  must(PEM_write_bio_PUBKEY(bio, key_.get()) == 1);
  char* text = nullptr;
  const long length = BIO_get_mem_data(bio, &text);
  std::string pem(text, static_cast<std::size_t>(length));
  BIO_free(bio);
  return pem;
}

std::string SigningKey::der() const {
  unsigned char* bytes = nullptr;
  const int length = i2d_PUBKEY(key_.get(), &bytes);
  must(length > 0);
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  OPENSSL_free(bytes);
  return der;
}

const SigningKey& good_key() {
  static const SigningKey key = SigningKey::make();
  return key;
}

const SigningKey& other_key() {
  static const SigningKey key = SigningKey::make();
  return key;
}

Json header(const Json& more) {
  return over({{"alg", "RS256"}, {"kid", "a"}, {"typ", "JWT"}}, more);
}

Json payload(const Json& more) {
  return over({{"iss", kOurIssuer},
               {"sub", "user_1"},
               {"azp", kOurParty},
               {"sid", "sess_1"},
               {"iat", kNowSeconds},
               {"nbf", kNowSeconds},
               {"exp", kNowSeconds + 60}},
              more);
}

std::string signed_texts(std::string_view header_text, std::string_view payload_text,
                         const SigningKey& key) {
  const std::string input = signing_input(header_text, payload_text);
  return input + "." + base64url(key.sign(input));
}

std::string signed_token(const Json& header, const Json& payload, const SigningKey& key) {
  return signed_texts(to_text(header), to_text(payload), key);
}

std::string mac_token(const std::string& algorithm, std::string_view secret) {
  const std::string input =
      signing_input(to_text(header({{"alg", algorithm}})), to_text(payload()));
  const EVP_MD* digest = EVP_get_digestbyname(("SHA" + algorithm.substr(2)).c_str());
  std::string mac(EVP_MAX_MD_SIZE, '\0');
  unsigned length = 0;
  must(HMAC(digest, secret.data(), static_cast<int>(secret.size()),
            reinterpret_cast<const unsigned char*>(input.data()), input.size(),
            reinterpret_cast<unsigned char*>(mac.data()), &length) != nullptr);
  return input + "." + base64url(std::string_view(mac).substr(0, length));
}

}  // namespace retainwise::auth
