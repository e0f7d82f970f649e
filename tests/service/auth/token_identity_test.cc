#include "service/auth/token_identity.h"

#include <gtest/gtest.h>

#include "service/auth/verified_tokens.h"
#include "tests/contract/temporary_directory.h"
#include "tests/service/auth/moved_clock.h"

namespace retainwise::auth {
namespace {

/// One key that can be taken away or exchanged.
class GivenKey final : public KeySource {
 public:
  explicit GivenKey(std::shared_ptr<const PublicKey>& key) : key_(key) {}
  Result<std::shared_ptr<const PublicKey>> find(const std::optional<std::string>& id) override {
    return id == "a" ? key_ : nullptr;
  }
  IdentityHealth health() override { return {}; }

 private:
  std::shared_ptr<const PublicKey>& key_;
};

std::shared_ptr<const PublicKey> public_half(const SigningKey& key) {
  return std::make_shared<const PublicKey>(std::move(PublicKey::from_jwk(key.jwk("a"))).value());
}

class TokenIdentityTest : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::open_sqlite({folder_.file("db"), folder_.file("ballast"), 4096, 2});
    ASSERT_TRUE(opened.ok()) << opened.error().what;
    store = std::move(*opened);
    identity =
        make_token_identity(*store, random_, clock, *counters, std::make_unique<GivenKey>(key),
                            {{Provider::kClerk, kOurIssuer, {kOurParty}, "", 5'000}});
  }
  Result<Caller> who(const std::string& token, std::string_view cookie = "") {
    const std::string field = "Bearer " + token;
    return identity->who({field, cookie});
  }
  std::string cause(const std::string& token) {
    const auto caller = who(token);
    return caller.ok() ? "" : caller.error().detail;
  }

  MovedByHand clock;
  std::shared_ptr<const PublicKey> key = public_half(good_key());
  std::unique_ptr<telemetry::Counters> counters = telemetry::make_counters();
  std::unique_ptr<store::Store> store;
  std::unique_ptr<Identity> identity;

 private:
  test::TemporaryDirectory folder_;
  RealRandom random_;
};
using Tokens = TokenIdentityTest;

TEST_F(Tokens, NameTheirUserAndTheirTenant) {
  const auto caller = who(signed_token(header(), payload()));
  ASSERT_TRUE(caller.ok()) << caller.error().detail;
  EXPECT_EQ(caller->role, store::Role::kOwner);
  EXPECT_FALSE(caller->by_cookie);
  const auto again = who(signed_token(header(), payload({{"sid", "sess_2"}})));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->user, caller->user);
  EXPECT_EQ(again->tenant, caller->tenant);
  const auto other = who(signed_token(header(), payload({{"sub", "user_2"}})));
  ASSERT_TRUE(other.ok());
  EXPECT_NE(other->user, caller->user);
  EXPECT_NE(other->tenant, caller->tenant);
  const Json in_organisation = {{"o", {{"id", "org_1"}, {"rol", "member"}}}};
  const auto member = who(signed_token(header(), payload(in_organisation)));
  ASSERT_TRUE(member.ok());
  EXPECT_EQ(member->user, caller->user);
  EXPECT_NE(member->tenant, caller->tenant);
  EXPECT_EQ(member->role, store::Role::kMember);
}

TEST_F(Tokens, Case01AreTheOnlyCredentials) {
  const std::string good = signed_token(header(), payload());
  for (const std::string& field :
       {std::string(), std::string("Bearer"), std::string("Bearer "), std::string("Basic eDp5"),
        good, "Bearer  " + good, "Bearer " + good + " ", "Token " + good,
        "Bearer " + good + "," + good})
    EXPECT_EQ(identity->who({field, ""}).error().code, "invalid_token") << field;
  EXPECT_TRUE(identity->who({"bEARER " + good, ""}).ok()) << "schemes have no case";
}

TEST_F(Tokens, Case18AndASessionCookieDisagree) {
  const std::string good = signed_token(header(), payload());
  EXPECT_TRUE(who(good).ok());
  EXPECT_EQ(who(good, "cookie").error().detail, "credentials");
  EXPECT_EQ(identity->who({"", "cookie"}).error().detail, "credentials");
}

TEST_F(Tokens, Case07NeedAKeyThatIsThere) {
  for (const Json& id : {Json("../../dev/null"), Json("' or 1=1 --"), Json("A"), Json()})
    EXPECT_EQ(cause(signed_token(header({{"kid", id}}), payload())), "key") << to_text(id);
}

TEST_F(Tokens, AreCheckedAgainAtTheirEndAlsoWhereTheyWereGoodBefore) {
  const std::string token = signed_token(header(), payload());
  EXPECT_EQ(cause(token), "");
  EXPECT_EQ(cause(token), "");
  clock.moved_ms = 64'000;
  EXPECT_EQ(cause(token), "") << "within the five seconds that clocks may differ";
  clock.moved_ms = 65'000;
  EXPECT_EQ(cause(token), "expired");
}

TEST_F(Tokens, Case25DieWithTheKeyThatSignedThem) {
  const std::string token = signed_token(header(), payload());
  EXPECT_EQ(cause(token), "");
  key = public_half(other_key());
  EXPECT_EQ(cause(token), "signature") << "another key under the same id";
  key = nullptr;
  EXPECT_EQ(cause(token), "key");
  key = public_half(good_key());
  EXPECT_EQ(cause(token), "");
}

TEST_F(Tokens, Case20OfARemovedUserLetNobodyInAndMakeNoRow) {
  const std::string token = signed_token(header(), payload());
  ASSERT_EQ(cause(token), "");
  const auto remove = [](store::Session& rows) {
    return store::remove_remote_user(rows, kOurIssuer, "user_1");
  };
  ASSERT_TRUE(store->write(remove).ok());
  EXPECT_EQ(cause(token), "gone");
  EXPECT_EQ(cause(signed_token(header(), payload({{"iat", kNowSeconds + 1}}))), "gone");
  EXPECT_EQ(cause(token), "gone");
}

TEST_F(Tokens, SayTheRoleOfNow) {
  const auto role = [&](const std::string& said) {
    const auto caller =
        who(signed_token(header(), payload({{"org_id", "org_1"}, {"org_role", said}})));
    return caller.ok() ? caller->role : store::Role::kViewer;
  };
  EXPECT_EQ(role("org:admin"), store::Role::kOwner);
  EXPECT_EQ(role("org:member"), store::Role::kMember);
  EXPECT_EQ(role("org:admin"), store::Role::kOwner);
}

TEST_F(Tokens, ThatLetNobodyInAreCountedByCause) {
  EXPECT_EQ(cause(signed_token(header(), payload(), other_key())), "signature");
  const std::string text = counters->text();
  EXPECT_NE(text.find("retainwise_tokens_refused_total{cause=\"signature\"} 1"), std::string::npos)
      << text;
}

TEST_F(Tokens, AreNotTradedForSessions) {
  EXPECT_EQ(identity->sign_in("link").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(identity->make_link().error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(identity->sign_out("session").ok());
  EXPECT_EQ(identity->kind(), "clerk");
}

TEST(VerifiedTokens, ForgetTheOldestBeyondTheirNumber) {
  VerifiedTokens tokens(2);
  const VerifiedToken until_ten = {{"u", "", store::Role::kOwner, Time{10}}, "a", "f"};
  for (const char* each : {"1", "2", "3"}) tokens.remember(hash_of(each), until_ten);
  EXPECT_EQ(tokens.size(), 2U);
  EXPECT_FALSE(tokens.find(hash_of("1"), Time{0}));
  ASSERT_TRUE(tokens.find(hash_of("3"), Time{9}));
  EXPECT_EQ(tokens.find(hash_of("3"), Time{9})->claims.subject, "u");
  EXPECT_FALSE(tokens.find(hash_of("3"), Time{10}));
  EXPECT_EQ(tokens.size(), 1U);
}

}  // namespace
}  // namespace retainwise::auth
