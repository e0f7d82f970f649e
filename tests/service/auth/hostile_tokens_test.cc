// The numbered cases of docs/security.md that a token alone shows: each must be refused, for its
// own reason, and must look like every other refusal from outside.
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "service/auth/compact_jws.h"
#include "service/auth/token_claims.h"
#include "service/auth/token_fault.h"
#include "tests/service/auth/token_maker.h"

namespace retainwise::auth {
namespace {

using Make = std::function<std::string()>;

struct Hostile {
  int number;
  std::string name;  ///< of the case, CamelCase
  TokenFault fault;
  Make make;
};

ClaimRules rules() {
  return {Provider::kClerk, kOurIssuer, {kOurParty, "http://localhost:3000"}, "", 5'000};
}

/// The cause of the refusal; "" where the token is good.
Result<TokenClaims> judge(std::string_view token, const ClaimRules& by) {
  RW_TRY(const auto jws, CompactJws::read(token));
  RW_TRY(const auto key, PublicKey::from_jwk(good_key().jwk("a")));
  RW_TRY(const auto said, jws.verified(key));
  return check_claims(said, jws.type(), by, Time{kNowSeconds * 1000});
}

Make with_header(const Json& more) {
  return [more] { return signed_token(header(more), payload()); };
}
Make with_header_text(const std::string& text) {
  return [text] { return signed_texts(text, to_text(payload())); };
}
Make with_payload(const Json& more) {
  return [more] { return signed_token(header(), payload(more)); };
}
/// The payload's text with `more` before its last brace.
Make with_payload_text(const std::string& more) {
  return [more] {
    std::string text = to_text(payload());
    text.insert(text.size() - 1, more);
    return signed_texts(to_text(header()), text);
  };
}
Make changed(const std::function<std::string(std::string)>& change) {
  return [change] { return change(signed_token(header(), payload())); };
}
Make mac(const std::string& algorithm, const std::function<std::string()>& secret) {
  return [=] { return mac_token(algorithm, secret()); };
}
Make signed_by(const std::string& algorithm, const char* digest, bool pss) {
  return [=] {
    const std::string token = signed_token(header({{"alg", algorithm}}), payload());
    const std::string input = token.substr(0, token.rfind('.'));
    return input + "." + base64url(good_key().sign(input, digest, pss));
  };
}
std::string deep(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

using F = TokenFault;

std::vector<Hostile> algorithm_cases() {
  const auto pem = [] { return good_key().pem(); };
  const auto der = [] { return good_key().der(); };
  const auto jwk = [] { return to_text(good_key().jwk("a")); };
  const auto unsigned_one = [](std::string token) { return token.substr(0, token.rfind('.') + 1); };
  return {
      {2, "AlgNone", F::kAlgorithm, with_header({{"alg", "none"}})},
      {2, "AlgNoneCapital", F::kAlgorithm, with_header({{"alg", "None"}})},
      {2, "AlgNoneCapitals", F::kAlgorithm, with_header({{"alg", "NONE"}})},
      {2, "AlgNoneMixed", F::kAlgorithm, with_header({{"alg", "nOnE"}})},
      {2, "AlgEmpty", F::kAlgorithm, with_header({{"alg", ""}})},
      {2, "AlgAbsent", F::kAlgorithm, with_header({{"alg", kAbsent}})},
      {2, "AlgNull", F::kAlgorithm, with_header_text(R"({"alg":null})")},
      {2, "AlgArray", F::kAlgorithm, with_header({{"alg", {"RS256"}}})},
      {2, "AlgOtherCase", F::kAlgorithm, with_header({{"alg", "rs256"}})},
      {2, "AlgWithABlank", F::kAlgorithm, with_header({{"alg", "RS256 "}})},
      {2, "AlgNoneUnsigned", F::kAlgorithm,
       [=] {
         return unsigned_one(signed_token(header({{"alg", "none"}}), payload()));
       }},
      {3, "Hs256WithThePem", F::kAlgorithm, mac("HS256", pem)},
      {3, "Hs384WithThePem", F::kAlgorithm, mac("HS384", pem)},
      {3, "Hs512WithThePem", F::kAlgorithm, mac("HS512", pem)},
      {3, "Hs256WithTheDer", F::kAlgorithm, mac("HS256", der)},
      {3, "Hs256WithTheJwk", F::kAlgorithm, mac("HS256", jwk)},
      {4, "Rs384", F::kAlgorithm, signed_by("RS384", "SHA384", false)},
      {4, "Rs512", F::kAlgorithm, signed_by("RS512", "SHA512", false)},
      {4, "Ps256", F::kAlgorithm, signed_by("PS256", "SHA256", true)},
      {4, "Es256", F::kAlgorithm, with_header({{"alg", "ES256"}})},
      {4, "EdDsa", F::kAlgorithm, with_header({{"alg", "EdDSA"}})},
      {4, "Rs256ThatIsPss", F::kSignature, signed_by("RS256", "SHA256", true)},
      {4, "Rs256ThatIsSha512", F::kSignature, signed_by("RS256", "SHA512", false)},
  };
}

/// Signed by a key that the token brings along.
Make with_own_key(const std::string& member, const Json& value) {
  return [=] { return signed_token(header({{member, value}}), payload(), other_key()); };
}

std::vector<Hostile> header_cases() {
  const std::string nul("a\0b", 3);
  return {
      {6, "OwnJwk", F::kSignature,
       [] {
         return signed_token(header({{"jwk", other_key().jwk("a")}}), payload(), other_key());
       }},
      {6, "Jku", F::kSignature, with_own_key("jku", "http://127.0.0.1:1/keys")},
      {6, "X5u", F::kSignature, with_own_key("x5u", "http://127.0.0.1:1/keys")},
      {6, "X5c", F::kSignature, with_own_key("x5c", {"MIIB"})},
      {7, "KidOfTenKilobytes", F::kKey, with_header({{"kid", std::string(10'000, 'k')}})},
      {7, "KidWithNul", F::kKey, with_header({{"kid", nul}})},
      {7, "KidEmpty", F::kKey, with_header({{"kid", ""}})},
      {7, "KidNumber", F::kKey, with_header({{"kid", 1}})},
      {7, "KidArray", F::kKey, with_header({{"kid", {"a"}}})},
      {8, "UnknownCrit", F::kHeader, with_header({{"crit", {"exp"}}, {"exp", 1}})},
      {8, "EmptyCrit", F::kHeader, with_header({{"crit", Json::array()}})},
      {8, "UnencodedPayload", F::kHeader, with_header({{"b64", false}, {"crit", {"b64"}}})},
      {8, "UnencodedPayloadWithoutCrit", F::kHeader, with_header({{"b64", false}})},
      {8, "DoubledAlg", F::kForm, with_header_text(R"({"alg":"RS256","alg":"RS256"})")},
      {8, "DoubledAlgByEscape", F::kForm, with_header_text(R"({"\u0061lg":"none","alg":"RS256"})")},
      {8, "DoubledKeyDeepInTheHeader", F::kForm,
       with_header_text(R"({"alg":"RS256","x":[{"y":1,"y":2}]})")},
      {8, "HeaderOfNothing", F::kForm, with_header_text("")},
      {8, "HeaderArray", F::kForm, with_header_text(R"(["alg","RS256"])")},
      {8, "HeaderWithMark", F::kForm, with_header_text("\xEF\xBB\xBF{\"alg\":\"RS256\"}")},
      {8, "HeaderNotUtf8", F::kForm, with_header_text("{\"alg\":\"RS256\",\"x\":\"\xFF\"}")},
      {8, "HeaderWithATail", F::kForm, with_header_text(R"({"alg":"RS256"}{})")},
      {8, "HeaderTooDeep", F::kForm, with_header_text(R"({"alg":"RS256","x":)" + deep(16) + "}")},
  };
}

std::vector<Hostile> form_cases() {
  return {
      {8, "TwoParts", F::kForm, changed([](std::string t) { return t.substr(0, t.rfind('.')); })},
      {8, "FourParts", F::kForm, changed([](std::string t) { return t + ".AA"; })},
      {8, "FiveParts", F::kForm, changed([](std::string t) { return t + ".AA.AA"; })},
      {8, "NoPart", F::kForm, [] { return std::string("a"); }},
      {8, "DotsOnly", F::kForm, [] { return std::string(".."); }},
      {8, "JsonSerialisation", F::kForm,
       [] { return std::string(R"({"payload":"e30","signatures":[]})"); }},
      {8, "Padding", F::kForm, changed([](std::string t) { return t + "=="; })},
      {8, "OtherAlphabet", F::kForm,
       changed([](std::string t) { return t.replace(t.rfind('.') + 1, 2, "+/"); })},
      {8, "BlankInside", F::kForm, changed([](std::string t) { return t.insert(10, " "); })},
      {8, "BlankAtTheEnd", F::kForm, changed([](std::string t) { return t + " "; })},
      {8, "LineBreak", F::kForm, changed([](std::string t) { return t + "\n"; })},
      {8, "TrailingBits", F::kForm, changed([](std::string t) {
         // 256 bytes of signature end in a character of two bits: one of A, Q, g, w.
         t.back() = static_cast<char>(t.back() + 1);
         return t;
       })},
      {8, "MoreThanSixteenKilobytes", F::kForm, with_payload({{"x", std::string(13'000, 'x')}})},
      {8, "DoubledSub", F::kPayload, with_payload_text(R"(,"sub":"user_2")")},
      {8, "DoubledKeyDeepInThePayload", F::kPayload, with_payload_text(R"(,"x":{"y":1,"y":1})")},
      {8, "PayloadNotUtf8", F::kPayload, with_payload_text(",\"x\":\"\xC0\xAF\"")},
      {8, "PayloadTooDeep", F::kPayload, with_payload_text(",\"x\":" + deep(16))},
      {8, "PayloadArray", F::kPayload, [] { return signed_texts(to_text(header()), "[]"); }},
      {8, "PayloadText", F::kPayload, [] { return signed_texts(to_text(header()), "\"a\""); }},
      {8, "PayloadEmpty", F::kPayload, [] { return signed_texts(to_text(header()), ""); }},
      {9, "NullSignature", F::kSignature, changed([](std::string t) {
         return t.substr(0, t.rfind('.') + 1) + base64url(std::string(256, '\0'));
       })},
      {9, "NoSignature", F::kSignature,
       changed([](std::string t) { return t.substr(0, t.rfind('.') + 1); })},
      {9, "OneBitOfTheSignature", F::kSignature, changed([](std::string t) {
         char& c = t[t.rfind('.') + 1];
         c = c == 'A' ? 'B' : 'A';
         return t;
       })},
      {9, "SignatureOfAnotherToken", F::kSignature, changed([](std::string t) {
         const std::string other = signed_token(header(), payload({{"sub", "user_2"}}));
         return t.substr(0, t.rfind('.')) + other.substr(other.rfind('.'));
       })},
      {9, "SignatureOfAnotherKey", F::kSignature,
       [] { return signed_token(header(), payload(), other_key()); }},
  };
}

std::vector<Hostile> time_cases() {
  const std::int64_t now = kNowSeconds;
  return {
      {10, "ExpiredFiveSecondsAgo", F::kExpired, with_payload({{"exp", now - 5}})},
      {10, "ExpAbsent", F::kExpired, with_payload({{"exp", kAbsent}})},
      {10, "ExpText", F::kExpired, with_payload({{"exp", std::to_string(now + 60)}})},
      {10, "ExpNull", F::kExpired,
       [] {
         auto text = to_text(payload({{"exp", kAbsent}}));
         text.insert(text.size() - 1, ",\"exp\":null");
         return signed_texts(to_text(header()), text);
       }},
      {10, "ExpNotANumber", F::kPayload,
       [] {
         auto text = to_text(payload({{"exp", kAbsent}}));
         text.insert(text.size() - 1, ",\"exp\":NaN");
         return signed_texts(to_text(header()), text);
       }},
      {10, "ExpBeyondNumbers", F::kPayload,
       [] {
         auto text = to_text(payload({{"exp", kAbsent}}));
         text.insert(text.size() - 1, ",\"exp\":1e400");
         return signed_texts(to_text(header()), text);
       }},
      {10, "ExpBeyondTime", F::kExpired, with_payload({{"exp", 1e300}})},
      {10, "ExpNegative", F::kExpired, with_payload({{"exp", -1}})},
      {10, "ExpTrue", F::kExpired, with_payload({{"exp", true}})},
      {10, "ExpArray", F::kExpired, with_payload({{"exp", {now + 60}}})},
      {10, "NbfInSixSeconds", F::kNotYet, with_payload({{"nbf", now + 6}})},
      {10, "NbfText", F::kNotYet, with_payload({{"nbf", "0"}})},
      {10, "IatInSixSeconds", F::kNotYet, with_payload({{"iat", now + 6}})},
      {10, "IatText", F::kNotYet, with_payload({{"iat", "0"}})},
  };
}

std::vector<Hostile> claim_cases() {
  return {
      {11, "IssOfAnother", F::kIssuer, with_payload({{"iss", "https://other.test"}})},
      {11, "IssWithASlash", F::kIssuer, with_payload({{"iss", kOurIssuer + "/"}})},
      {11, "IssInCapitals", F::kIssuer, with_payload({{"iss", "https://ISSUER.test"}})},
      {11, "IssByHttp", F::kIssuer, with_payload({{"iss", "http://issuer.test"}})},
      {11, "IssAbsent", F::kIssuer, with_payload({{"iss", kAbsent}})},
      {11, "IssArray", F::kIssuer, with_payload({{"iss", {kOurIssuer}}})},
      {12, "AzpAbsent", F::kParty, with_payload({{"azp", kAbsent}})},
      {12, "AzpOfAnother", F::kParty, with_payload({{"azp", "https://evil.test"}})},
      {12, "AzpPrefix", F::kParty, with_payload({{"azp", "https://app.tes"}})},
      {12, "AzpLonger", F::kParty, with_payload({{"azp", kOurParty + ".evil.test"}})},
      {12, "AzpSubstring", F::kParty, with_payload({{"azp", "app.test"}})},
      {12, "AzpEmpty", F::kParty, with_payload({{"azp", ""}})},
      {12, "AzpArray", F::kParty, with_payload({{"azp", {kOurParty}}})},
      {14, "SubAbsent", F::kSubject, with_payload({{"sub", kAbsent}})},
      {14, "SubEmpty", F::kSubject, with_payload({{"sub", ""}})},
      {14, "SubArray", F::kSubject, with_payload({{"sub", {"user_1"}}})},
      {14, "SubNumber", F::kSubject, with_payload({{"sub", 1}})},
      {14, "SubWithNul", F::kSubject, with_payload({{"sub", std::string("u\0", 2)}})},
      {14, "SubOf256Bytes", F::kSubject, with_payload({{"sub", std::string(256, 'u')}})},
      {15, "SidAbsent", F::kSession, with_payload({{"sid", kAbsent}})},
      {15, "SidEmpty", F::kSession, with_payload({{"sid", ""}})},
      {15, "SidArray", F::kSession, with_payload({{"sid", {"sess_1"}}})},
      {16, "StsUnknown", F::kSession, with_payload({{"sts", "revoked"}})},
      {17, "IdTokenByNonce", F::kKind, with_payload({{"nonce", "n"}})},
      {17, "IdTokenByItsHash", F::kKind, with_payload({{"at_hash", "h"}})},
      {17, "OtherHeaderType", F::kKind, with_header({{"typ", "handshake"}})},
      {17, "OtherCaseOfType", F::kKind, with_header({{"typ", "jwt"}})},
      {17, "DpopType", F::kKind, with_header({{"typ", "dpop+jwt"}})},
      {17, "EmptyType", F::kHeader, with_header({{"typ", ""}})},
      {17, "TypeArray", F::kHeader, with_header({{"typ", {"JWT"}}})},
      {17, "IdTokenByItsOwnWord", F::kKind, with_payload({{"typ", "ID"}})},
      {17, "IdTokenByItsUse", F::kKind, with_payload({{"token_use", "id"}})},
      {32, "OrganisationArray", F::kTenant, with_payload({{"org_id", {"org_1"}}})},
      {32, "OrganisationEmpty", F::kTenant, with_payload({{"org_id", ""}})},
      {32, "OrganisationNumber", F::kTenant, with_payload({{"o", {{"id", 7}}}})},
      {32, "OrganisationText", F::kTenant, with_payload({{"o", "org_1"}})},
      {32, "TwoOrganisations", F::kTenant,
       with_payload({{"org_id", "org_2"}, {"o", {{"id", "org_1"}}}})},
  };
}

std::vector<Hostile> all_cases() {
  std::vector<Hostile> all;
  for (const auto& some :
       {algorithm_cases(), header_cases(), form_cases(), time_cases(), claim_cases()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

class HostileToken : public testing::TestWithParam<Hostile> {};

TEST_P(HostileToken, IsRefusedForItsOwnReason) {
  const auto claims = judge(GetParam().make(), rules());
  ASSERT_FALSE(claims.ok());
  EXPECT_EQ(claims.error().detail, name_of(GetParam().fault));
  // All that a caller sees is made of these.
  const Error plain = refused(TokenFault::kSignature);
  EXPECT_EQ(claims.error().kind, plain.kind);
  EXPECT_EQ(claims.error().code + claims.error().what + claims.error().hint,
            plain.code + plain.what + plain.hint);
}

INSTANTIATE_TEST_SUITE_P(, HostileToken, testing::ValuesIn(all_cases()), [](const auto& each) {
  const std::string number = std::to_string(each.param.number);
  return "Case" + std::string(number.size() < 2 ? "0" : "") + number + each.param.name;
});

TEST(Token, IsGoodWhereNothingIsWrong) {
  const auto claims = judge(signed_token(header(), payload()), rules());
  ASSERT_TRUE(claims.ok()) << claims.error().detail;
  EXPECT_EQ(claims->subject, "user_1");
  EXPECT_EQ(claims->organisation, "");
  EXPECT_EQ(claims->role, store::Role::kOwner);
  EXPECT_EQ(claims->expires_at, Time{(kNowSeconds + 60) * 1000});
}

TEST(Token, Case10MayBeFiveSecondsOff) {
  for (const Json& more : {Json{{"exp", kNowSeconds - 4}}, Json{{"nbf", kNowSeconds + 5}},
                           Json{{"iat", kNowSeconds + 5}}, Json{{"exp", kNowSeconds + 0.5}},
                           Json{{"nbf", kAbsent}, {"iat", kAbsent}}})
    EXPECT_TRUE(judge(signed_token(header(), payload(more)), rules()).ok()) << to_text(more);
}

TEST(Token, Case16OfAPendingSessionIsForbidden) {
  const auto claims = judge(signed_token(header(), payload({{"sts", "pending"}})), rules());
  ASSERT_FALSE(claims.ok());
  EXPECT_EQ(claims.error().kind, ErrorKind::kDenied);
  EXPECT_EQ(claims.error().code, "session_pending");
  EXPECT_TRUE(judge(signed_token(header(), payload({{"sts", "active"}})), rules()).ok());
  // Nobody learns from it whether a token that is wrong otherwise was pending.
  const auto expired = judge(
      signed_token(header(), payload({{"sts", "pending"}, {"exp", kNowSeconds - 60}})), rules());
  EXPECT_EQ(expired.error().detail, "expired");
}

TEST(Token, Case06KeepsItsOwnKeysUnread) {
  const auto claims =
      judge(signed_token(header({{"jku", "http://127.0.0.1:1"}}), payload()), rules());
  EXPECT_TRUE(claims.ok()) << "what it brings along is ignored, and it is signed by the right key";
}

TEST(Token, Case12IsOfAnyPartyWhereNoneIsNamed) {
  ClaimRules open = rules();
  open.authorized_parties.clear();
  EXPECT_TRUE(judge(signed_token(header(), payload({{"azp", kAbsent}})), open).ok());
}

TEST(Token, Case13IsForTheConfiguredAudienceOnly) {
  ClaimRules by = rules();
  by.audience = "api";
  const auto fault = [&](const Json& audience) {
    const auto claims = judge(signed_token(header(), payload({{"aud", audience}})), by);
    return claims.ok() ? "" : claims.error().detail;
  };
  EXPECT_EQ(fault("api"), "");
  EXPECT_EQ(fault({"other", "api"}), "");
  for (const Json& wrong :
       {Json("API"), Json("api2"), Json("other"), Json(""), kAbsent, Json::array(), Json({"other"}),
        Json({1, "api"}), Json(7), Json{{"api", "api"}}})
    EXPECT_EQ(fault(wrong), "audience") << to_text(wrong);
}

TEST(Token, NamesTheTenantAndTheRole) {
  using store::Role;
  struct Said {
    Json more;
    std::string organisation;
    Role role;
  };
  for (const Said& said :
       {Said{{{"org_id", "org_1"}, {"org_role", "org:admin"}}, "org_1", Role::kOwner},
        Said{{{"org_id", "org_1"}, {"org_role", "org:member"}}, "org_1", Role::kMember},
        Said{{{"org_id", "org_1"}, {"org_role", "org:guest"}}, "org_1", Role::kViewer},
        Said{{{"org_id", "org_1"}, {"org_role", 7}}, "org_1", Role::kViewer},
        Said{{{"org_id", "org_1"}}, "org_1", Role::kMember},
        Said{{{"o", {{"id", "org_2"}, {"rol", "admin"}}}}, "org_2", Role::kOwner},
        Said{{{"o", {{"id", "org_2"}, {"rol", "member"}}}}, "org_2", Role::kMember},
        Said{{{"o", {{"id", "org_2"}}}}, "org_2", Role::kViewer}}) {
    const auto claims = judge(signed_token(header(), payload(said.more)), rules());
    ASSERT_TRUE(claims.ok()) << to_text(said.more);
    EXPECT_EQ(claims->organisation, said.organisation);
    EXPECT_EQ(claims->role, said.role) << to_text(said.more);
  }
}

TEST(Token, Case17OfAnotherProviderMayBeOfTheAccessTokenType) {
  ClaimRules oidc = rules();
  oidc.provider = Provider::kOidc;
  for (const Json& type : {Json("at+jwt"), Json("application/at+jwt"), Json("AT+JWT"), Json("JWT"),
                           Json("jwt"), kAbsent})
    EXPECT_TRUE(
        judge(signed_token(header({{"typ", type}}), payload({{"sid", kAbsent}})), oidc).ok())
        << to_text(type);
  for (const Json& more : {Json{{"typ", "Bearer"}}, Json{{"token_use", "access"}}})
    EXPECT_TRUE(judge(signed_token(header(), payload(more)), oidc).ok()) << to_text(more);
  for (const Json& more : {Json{{"typ", "ID"}}, Json{{"typ", "Refresh"}}, Json{{"typ", 1}},
                           Json{{"token_use", "id"}}, Json{{"nonce", "n"}}})
    EXPECT_EQ(judge(signed_token(header(), payload(more)), oidc).error().detail, "kind");
  EXPECT_EQ(judge(signed_token(header({{"typ", "logout+jwt"}}), payload()), oidc).error().detail,
            "kind");
}

}  // namespace
}  // namespace retainwise::auth
