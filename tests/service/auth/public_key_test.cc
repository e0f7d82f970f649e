#include "service/auth/public_key.h"

#include <gtest/gtest.h>
#include <openssl/bn.h>

#include "service/auth/jwk_set.h"
#include "service/auth/roca.h"
#include "tests/service/auth/token_maker.h"

namespace retainwise::auth {
namespace {

std::string why_not(const Json& jwk) {
  const auto key = PublicKey::from_jwk(jwk);
  return key.ok() ? "" : key.error().what;
}

TEST(PublicKey, VerifiesWhatItsOtherHalfSigned) {
  const auto key = PublicKey::from_jwk(good_key().jwk("a"));
  ASSERT_TRUE(key.ok()) << key.error().what;
  const std::string signature = good_key().sign("words");
  EXPECT_TRUE(key->verifies("words", signature));
  EXPECT_FALSE(key->verifies("word", signature));
  EXPECT_FALSE(key->verifies("words", signature.substr(1)));
  EXPECT_FALSE(key->verifies("words", signature + '\0'));
  EXPECT_FALSE(key->verifies("words", ""));
  EXPECT_FALSE(key->verifies("words", std::string(256, '\0')));
  EXPECT_FALSE(key->verifies("words", other_key().sign("words")));
  EXPECT_FALSE(key->verifies("words", good_key().sign("words", "SHA384")));
  EXPECT_FALSE(key->verifies("words", good_key().sign("words", "SHA256", true))) << "PSS";
}

TEST(PublicKey, IsReadFromAPemWithLineBreaksOrWithTheirNames) {
  std::string escaped;
  for (const char c : good_key().pem())
    escaped += c == '\n' ? std::string("\\n") : std::string(1, c);
  const auto key = PublicKey::from_jwk(good_key().jwk("a"));
  for (const std::string& pem : {good_key().pem(), escaped, "  " + good_key().pem() + "\n\n"}) {
    const auto same = PublicKey::from_pem(pem);
    ASSERT_TRUE(same.ok()) << pem;
    EXPECT_EQ(same->fingerprint(), key->fingerprint());
  }
  EXPECT_NE(key->fingerprint(), PublicKey::from_pem(other_key().pem())->fingerprint());
  for (const std::string& wrong :
       {std::string(), std::string("key"), good_key().der(),
        good_key().pem().substr(0, good_key().pem().size() / 2),
        // P-256
        std::string("-----BEGIN PUBLIC KEY-----\n"
                    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n"
                    "6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n"
                    "-----END PUBLIC KEY-----\n")})
    EXPECT_FALSE(PublicKey::from_pem(wrong).ok()) << wrong;
}

TEST(PublicKey, Case05IsRefusedWhereItIsMeantForSomethingElse) {
  EXPECT_EQ(why_not(good_key().jwk("a", {{"use", kAbsent}, {"alg", kAbsent}})), "");
  EXPECT_EQ(why_not(good_key().jwk("a", {{"key_ops", {"verify"}}})), "");
  for (const Json& more :
       {Json{{"use", "enc"}}, Json{{"alg", "RS384"}}, Json{{"alg", "RSA-OAEP"}}, Json{{"alg", 1}},
        Json{{"key_ops", {"sign"}}}, Json{{"key_ops", Json::array()}}, Json{{"key_ops", "verify"}},
        Json{{"kty", "EC"}}, Json{{"kty", "oct"}}, Json{{"kty", kAbsent}}, Json{{"d", "AQAB"}},
        Json{{"n", kAbsent}}, Json{{"n", 65537}}, Json{{"e", ""}}, Json{{"n", "AQ=="}}})
    EXPECT_NE(why_not(good_key().jwk("a", more)), "") << to_text(more);
}

TEST(PublicKey, Case05IsRefusedWhereItIsWeak) {
  EXPECT_EQ(why_not(SigningKey::make(1024).jwk("a")), "The key has 1024 bits.");
  EXPECT_EQ(why_not(SigningKey::make(2040).jwk("a")), "The key has 2040 bits.");
  const std::string exponent = "The key's exponent is not an odd number above 65536.";
  EXPECT_EQ(why_not(SigningKey::make(2048, 3).jwk("a")), exponent);
  for (const char* wrong : {"AQ", "Aw", "AQAA", "AQ_-"})  // 1, 3, 65536, 69630
    EXPECT_EQ(why_not(good_key().jwk("a", {{"e", wrong}})), exponent) << wrong;
}

TEST(PublicKey, Case05IsRefusedWhereAChipMadeItFactorable) {
  // A modulus that is a power of 65537 by the product of the first 39 primes, as that chip's are.
  BN_CTX* context = BN_CTX_new();
  BIGNUM *product = BN_new(), *modulus = BN_new(), *base = BN_new(), *power = BN_new();
  BN_one(product);
  for (unsigned prime = 2, found = 0; found < 39; ++prime) {
    bool is_prime = true;
    for (unsigned d = 2; d * d <= prime; ++d) is_prime = is_prime && prime % d != 0;
    if (is_prime) BN_mul_word(product, prime), ++found;
  }
  BN_set_word(base, 65537);
  BN_set_word(power, 1234567);
  BN_mod_exp(modulus, base, power, product, context);
  const int shift = 2047 - BN_num_bits(product);
  BN_lshift(base, product, shift + 1);  // even, so the sum stays odd
  BN_add(modulus, modulus, base);
  ASSERT_EQ(BN_num_bits(modulus), 2048);
  EXPECT_TRUE(has_roca_mark(modulus));
  std::string bytes(256, '\0');
  BN_bn2bin(modulus, reinterpret_cast<unsigned char*>(bytes.data()));
  EXPECT_EQ(why_not(good_key().jwk("a", {{"n", base64url(bytes)}})),
            "The key is of a kind that can be factored (ROCA).");
  for (BIGNUM* each : {product, modulus, base, power}) BN_free(each);
  BN_CTX_free(context);
}

std::string keys_text(const std::vector<Json>& keys) {
  return to_text(Json{{"keys", keys}});
}

TEST(JwkSet, FindsKeysByTheirIdBesideOthersThatDoNotSignTokens) {
  const auto set = JwkSet::read(keys_text({good_key().jwk("a"),
                                           other_key().jwk("b"),
                                           good_key().jwk("c", {{"use", "enc"}}),
                                           {{"kty", "EC"}, {"kid", "d"}},
                                           "no key"}));
  ASSERT_TRUE(set.ok());
  EXPECT_EQ(set->size(), 2U);
  EXPECT_TRUE(set->find("a")->verifies("x", good_key().sign("x")));
  EXPECT_TRUE(set->find("b")->verifies("x", other_key().sign("x")));
  for (const char* unknown : {"A", "c", "d", "", "../../dev/null"})
    EXPECT_FALSE(set->find(unknown)) << unknown;
}

TEST(JwkSet, Case07HasNoKeyWhereTheIdIsDoubledOrMissingAmongTwo) {
  const auto doubled =
      JwkSet::read(keys_text({good_key().jwk("a"), other_key().jwk("a"), other_key().jwk("b")}));
  ASSERT_TRUE(doubled.ok());
  EXPECT_FALSE(doubled->find("a"));
  EXPECT_TRUE(doubled->find("b"));
  EXPECT_FALSE(doubled->find(std::nullopt));
  const auto single = JwkSet::read(keys_text({good_key().jwk("a")}));
  ASSERT_TRUE(single.ok());
  EXPECT_TRUE(single->find(std::nullopt));
}

TEST(JwkSet, Case24IsRefusedWhereItIsNoSetOrTooLarge) {
  const std::string good = keys_text({good_key().jwk("a")});
  EXPECT_TRUE(JwkSet::read(good).ok());
  for (const std::string& wrong :
       {std::string(), std::string("<html>"), std::string("[]"), std::string("{}"),
        std::string(R"({"keys":{}})"), std::string(R"({"keys":[],"keys":[]})"),
        good + std::string(JwkSet::kMostBytes, ' '), good.substr(0, good.size() - 1)})
    EXPECT_FALSE(JwkSet::read(wrong).ok()) << wrong.substr(0, 60);
}

}  // namespace
}  // namespace retainwise::auth
