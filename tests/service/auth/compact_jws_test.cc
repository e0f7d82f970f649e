#include "service/auth/compact_jws.h"

#include <gtest/gtest.h>

#include "service/auth/base64url.h"
#include "tests/service/auth/token_maker.h"

namespace retainwise::auth {
namespace {

TEST(Base64url, HasOneTextForEveryMeaning) {
  EXPECT_EQ(decode_base64url(""), "");
  EXPECT_EQ(decode_base64url("Zg"), "f");
  EXPECT_EQ(decode_base64url("Zm8"), "fo");
  EXPECT_EQ(decode_base64url("Zm9v"), "foo");
  EXPECT_EQ(decode_base64url("-_-_"), "\xFB\xFF\xBF");
  for (const char* wrong : {"Z", "Zh", "Zm9", "Zg==", "Zm8=", "+/+/", "Zm 9v", "Zm9v\n",
                            "Zm9v=", "Zm9vZ", " Zm9v", "Zm\xC3\xA4"})
    EXPECT_FALSE(decode_base64url(wrong)) << wrong;
  EXPECT_FALSE(decode_base64url(std::string_view("Zm9v\0", 5)));
  for (int c = 128; c < 256; ++c)
    EXPECT_FALSE(decode_base64url(std::string("Zm9") + static_cast<char>(c))) << c;
}

TEST(CompactJws, ReadsTheExampleOfRfc7515AppendixA2) {
  const auto key = PublicKey::from_jwk(
      {{"kty", "RSA"},
       {"n",
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0B"
        "m4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-"
        "bSf63kpaSHSXndS5z"
        "5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_"
        "I5IhlJH7aG"
        "hyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"},
       {"e", "AQAB"}});
  ASSERT_TRUE(key.ok()) << key.error().what;
  std::string token =
      "eyJhbGciOiJSUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
      "bS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__"
      "dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm"
      "4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_"
      "nZLgrnbyTyWzO75vRK5h6"
      "xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-"
      "eOkHWEsqtFZESc6BfI7noOPqv"
      "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
  const auto jws = CompactJws::read(token);
  ASSERT_TRUE(jws.ok());
  EXPECT_FALSE(jws->key_id());
  const auto said = jws->verified(*key);
  ASSERT_TRUE(said.ok());
  EXPECT_EQ((*said)["iss"], "joe");
  EXPECT_EQ((*said)["exp"], 1300819380);

  const auto changed = [&](std::size_t place, char by) {
    std::string other = token;
    other[place] = by;
    const auto read = CompactJws::read(other);
    return read.ok() ? read->verified(*key).error().detail : read.error().detail;
  };
  EXPECT_EQ(changed(token.rfind('.') + 1, 'd'), "signature");
  EXPECT_EQ(changed(token.find('.') + 3, 'k'), "signature");
  EXPECT_EQ(changed(token.size() - 1, 'x'), "form") << "bits that no byte has";
}

TEST(CompactJws, SaysWhichKeyAndWhatType) {
  const std::string token = signed_token(header({{"kid", "key-7"}, {"typ", "at+jwt"}}), payload());
  const auto jws = CompactJws::read(token);
  ASSERT_TRUE(jws.ok());
  EXPECT_EQ(jws->key_id(), "key-7");
  EXPECT_EQ(jws->type(), "at+jwt");
}

TEST(CompactJws, ShowsNothingBeforeItsSignatureIsGood) {
  const std::string token = signed_token(header(), payload(), other_key());
  const auto jws = CompactJws::read(token);
  ASSERT_TRUE(jws.ok());
  const auto key = PublicKey::from_jwk(good_key().jwk("a"));
  ASSERT_TRUE(key.ok());
  EXPECT_EQ(jws->verified(*key).error().detail, "signature");
}

}  // namespace
}  // namespace retainwise::auth
