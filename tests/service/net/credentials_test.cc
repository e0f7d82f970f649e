#include "service/net/credentials.h"

#include <gtest/gtest.h>

#include <fstream>

#include "service/net/xml.h"
#include "tests/contract/local_server.h"
#include "tests/contract/temporary_directory.h"

namespace retainwise::net {
namespace {

using test::answer;
using test::HeardRequest;
using test::LocalServer;

constexpr std::string_view kKeys =
    R"({"AccessKeyId":"A","SecretAccessKey":"S","Token":"T","Expiration":"2026-01-01T01:00:00Z"})";

class Source : public ::testing::Test {
 protected:
  std::string file(const std::string& name, std::string_view text) {
    const std::string path = folder_.file(name);
    std::ofstream(path) << text;
    return path;
  }
  static void expect_keys(const Result<std::optional<Credentials>>& found) {
    ASSERT_TRUE(found.ok()) << found.error().what;
    ASSERT_TRUE(found.value());
    EXPECT_EQ((*found)->secret.access_key_id, "A");
    EXPECT_EQ((*found)->secret.secret_access_key, "S");
    EXPECT_EQ((*found)->secret.session_token, "T");
  }

  test::TemporaryDirectory folder_;
  HttpClient client_;
};

TEST_F(Source, TheEnvironmentGivesItsKeys) {
  expect_keys(
      from_environment(
          {{"AWS_ACCESS_KEY_ID", "A"}, {"AWS_SECRET_ACCESS_KEY", "S"}, {"AWS_SESSION_TOKEN", "T"}})
          ->fetch());
  EXPECT_FALSE(from_environment({{"AWS_ACCESS_KEY_ID", "A"}})->fetch().value());
}

TEST_F(Source, AProfileIsReadFromItsFile) {
  const std::string path = file("credentials",
                                "[default]\naws_access_key_id = X\naws_secret_access_key = Y\n\n"
                                "# mine\n[mine]\naws_access_key_id=A\naws_secret_access_key = S\n"
                                "aws_session_token=T\n");
  expect_keys(
      from_profile({{"AWS_SHARED_CREDENTIALS_FILE", path}, {"AWS_PROFILE", "mine"}})->fetch());
  const auto usual = from_profile({{"AWS_SHARED_CREDENTIALS_FILE", path}})->fetch().value();
  EXPECT_EQ(usual->secret.access_key_id, "X");
  EXPECT_FALSE(
      from_profile({{"AWS_SHARED_CREDENTIALS_FILE", path}, {"AWS_PROFILE", "none"}})->fetch().ok());
  EXPECT_FALSE(from_profile({{"HOME", folder_.file("nowhere")}})->fetch().value());
}

TEST_F(Source, AContainerIsAskedWithItsToken) {
  LocalServer server([](const HeardRequest&) { return answer(200, kKeys); });
  const std::string token = file("token", "secret\n");
  expect_keys(from_container({{"AWS_CONTAINER_CREDENTIALS_FULL_URI", server.url() + "/c"},
                              {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token}},
                             client_)
                  ->fetch());
  EXPECT_EQ(server.heard().at(0).target, "/c");
  EXPECT_EQ(server.heard().at(0).header("authorization"), "secret");
}

TEST_F(Source, AnInstanceIsAskedWithATokenOfItsOwn) {
  LocalServer server([](const HeardRequest& heard) {
    if (heard.method == "PUT") return answer(200, "the-token");
    if (heard.header("x-aws-ec2-metadata-token") != "the-token") return answer(401, "");
    return answer(200, ends_with(heard.target, "/") ? "my-role\n" : kKeys);
  });
  expect_keys(
      from_instance({{"AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url()}}, client_)->fetch());
  EXPECT_EQ(server.heard().back().target, "/latest/meta-data/iam/security-credentials/my-role");
  EXPECT_FALSE(from_instance({{"AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url()},
                              {"AWS_EC2_METADATA_DISABLED", "true"}},
                             client_)
                   ->fetch()
                   .value());
  EXPECT_EQ(server.heard().size(), 3U);
}

TEST_F(Source, AWebIdentityIsExchangedForKeys) {
  LocalServer server([](const HeardRequest&) {
    return answer(200,
                  "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>"
                  "<Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey>"
                  "<SessionToken>T</SessionToken><Expiration>2026-01-01T01:00:00Z</Expiration>"
                  "</Credentials></AssumeRoleWithWebIdentityResult>"
                  "</AssumeRoleWithWebIdentityResponse>");
  });
  const auto found = from_web_identity({{"AWS_ROLE_ARN", "arn:aws:iam::1:role/r"},
                                        {"AWS_WEB_IDENTITY_TOKEN_FILE", file("jwt", "a.b.c\n")},
                                        {"AWS_ENDPOINT_URL_STS", server.url()}},
                                       client_)
                         ->fetch();
  expect_keys(found);
  EXPECT_EQ((*found)->expires_at, parse_rfc3339("2026-01-01T01:00:00Z"));
  EXPECT_NE(server.heard().at(0).body.find("WebIdentityToken=a.b.c"), std::string::npos);
}

TEST_F(Source, ARefusalIsAnErrorAndNotSilence) {
  LocalServer server([](const HeardRequest&) { return answer(500, "no"); });
  EXPECT_FALSE(from_container({{"AWS_CONTAINER_CREDENTIALS_FULL_URI", server.url()}}, client_)
                   ->fetch()
                   .ok());
  EXPECT_FALSE(
      from_instance({{"AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url()}}, client_)->fetch().ok());
}

struct SetClock final : Clock {
  Time now() const override { return at; }
  std::int64_t steady_ms() const override { return at.unix_ms; }
  Time at = {0};
};

/// Gives keys that are numbered and last an hour, until it fails.
class Numbered final : public CredentialSource {
 public:
  Numbered(const SetClock& clock, const bool& fails) : clock_(clock), fails_(fails) {}
  Result<std::optional<Credentials>> fetch() override {
    if (fails_) return unavailable("down");
    return std::optional(
        Credentials{{std::to_string(++count_), "s"}, Time{clock_.now().unix_ms + 3'600'000}});
  }

 private:
  const SetClock& clock_;
  const bool& fails_;
  int count_ = 0;
};

class Chain : public ::testing::Test {
 protected:
  CredentialChain chain() {
    std::vector<std::unique_ptr<CredentialSource>> sources;
    sources.push_back(from_environment({}));
    sources.push_back(std::make_unique<Numbered>(clock_, fails_));
    return {std::move(sources), clock_};
  }
  SetClock clock_;
  bool fails_ = false;
};

TEST_F(Chain, RenewsFiveMinutesBeforeTheEnd) {
  CredentialChain keys = chain();
  EXPECT_EQ(keys.secret().value().access_key_id, "1");
  clock_.at.unix_ms = 54 * 60'000;
  EXPECT_EQ(keys.secret().value().access_key_id, "1");
  clock_.at.unix_ms = 55 * 60'000;
  EXPECT_EQ(keys.secret().value().access_key_id, "2");
}

TEST_F(Chain, UsesWhatStillHoldsWhereARenewalFails) {
  CredentialChain keys = chain();
  ASSERT_TRUE(keys.secret().ok());
  fails_ = true;
  clock_.at.unix_ms = 59 * 60'000;
  EXPECT_EQ(keys.secret().value().access_key_id, "1");
  clock_.at.unix_ms = 60 * 60'000;
  EXPECT_FALSE(keys.secret().ok());
}

TEST_F(Chain, FetchesAnewWhatWasRefused) {
  CredentialChain keys = chain();
  ASSERT_TRUE(keys.secret().ok());
  keys.forget();
  EXPECT_EQ(keys.secret().value().access_key_id, "2");
}

TEST_F(Chain, SaysThatThereAreNone) {
  std::vector<std::unique_ptr<CredentialSource>> sources;
  sources.push_back(from_environment({}));
  CredentialChain none(std::move(sources), clock_);
  EXPECT_EQ(none.secret().error().code, "no_credentials");
}

TEST(Xml, IsReadAsATreeAndNothingElseIs) {
  const auto root = parse_xml("<?xml version=\"1.0\"?><a:r xmlns:a=\"u\"><k>1 &amp; 2</k></a:r>");
  EXPECT_EQ(root.value().name, "r");
  EXPECT_EQ(root.value().at("k"), "1 & 2");
  EXPECT_FALSE(parse_xml("").ok());
  EXPECT_FALSE(parse_xml("<a><b>").ok());
  EXPECT_FALSE(parse_xml("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>").ok());
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  for (int i = 0; i < 100; ++i) deep += "</a>";
  EXPECT_FALSE(parse_xml(deep).ok());
}

}  // namespace
}  // namespace retainwise::net
