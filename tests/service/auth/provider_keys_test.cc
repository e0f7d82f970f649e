#include "service/auth/provider_keys.h"

#include <gtest/gtest.h>

#include "service/auth/provider_url.h"
#include "tests/contract/local_server.h"
#include "tests/service/auth/token_maker.h"

namespace retainwise::auth {
namespace {

using test::answer;
using test::HeardRequest;
using test::LocalServer;

std::string keys_text() {
  return to_text(Json{{"keys", Json::array({good_key().jwk("a")})}});
}

Result<FetchedKeys> fetch(Provider provider, const std::string& issuer) {
  net::HttpClient client;
  return ProviderKeys(client, provider, issuer).fetch();
}

TEST(ProviderKeys, OfClerkLieUnderItsIssuer) {
  LocalServer server([](const HeardRequest&) {
    return answer(200, keys_text(), "Cache-Control: public, max-age=600\r\n");
  });
  const auto fetched = fetch(Provider::kClerk, server.url());
  ASSERT_TRUE(fetched.ok()) << fetched.error().detail;
  EXPECT_TRUE(fetched->keys.find("a"));
  EXPECT_EQ(fetched->max_age_ms, 600'000);
  ASSERT_EQ(server.heard().size(), 1U);
  EXPECT_EQ(server.heard()[0].target, "/.well-known/jwks.json");
}

TEST(ProviderKeys, OfOthersLieWhereTheirDescriptionSays) {
  std::string issuer;
  LocalServer server([&](const HeardRequest& request) {
    if (request.target == "/realm/keys") return answer(200, keys_text());
    return answer(200, to_text(Json{{"issuer", issuer}, {"jwks_uri", issuer + "keys"}}));
  });
  issuer = server.url() + "/realm/";
  net::HttpClient client;
  ProviderKeys keys(client, Provider::kOidc, issuer);
  ASSERT_TRUE(keys.fetch().ok());
  ASSERT_TRUE(keys.fetch().ok());
  const auto heard = server.heard();
  ASSERT_EQ(heard.size(), 3U) << "the description is read once";
  EXPECT_EQ(heard[0].target, "/realm/.well-known/openid-configuration") << "one slash";
  EXPECT_EQ(heard[1].target, "/realm/keys");
}

TEST(ProviderKeys, ComeWithTheProvidersOtherAddressesWhereTheyAreSafe) {
  std::string issuer;
  LocalServer server([&](const HeardRequest& request) {
    if (request.target == "/keys") return answer(200, keys_text());
    return answer(200, to_text(Json{{"issuer", issuer},
                                    {"jwks_uri", issuer + "/keys"},
                                    {"authorization_endpoint", "https://login.test/auth"},
                                    {"token_endpoint", issuer + "/token"},
                                    {"end_session_endpoint", "http://plain.test/out"},
                                    {"revocation_endpoint", 7}}));
  });
  issuer = server.url();
  const auto fetched = fetch(Provider::kOidc, issuer);
  ASSERT_TRUE(fetched.ok() && fetched->addresses);
  EXPECT_EQ(fetched->addresses->authorization, "https://login.test/auth");
  EXPECT_EQ(fetched->addresses->token, issuer + "/token");
  EXPECT_EQ(fetched->addresses->end_session, "");
  EXPECT_EQ(fetched->addresses->revocation, "");
}

TEST(ProviderKeys, Case27AreRefusedWhereTheDescriptionIsAnotherIssuers) {
  std::string said;
  LocalServer server([&](const HeardRequest&) {
    return answer(200, to_text(Json{{"issuer", said}, {"jwks_uri", "https://keys.test/"}}));
  });
  for (const std::string& other :
       {server.url() + "/", std::string("https://other.test"), std::string()}) {
    said = other;
    const auto fetched = fetch(Provider::kOidc, server.url());
    ASSERT_FALSE(fetched.ok());
    EXPECT_EQ(fetched.error().code, "wrong_issuer");
    EXPECT_EQ(fetched.error().kind, ErrorKind::kBadRequest);
    EXPECT_NE(fetched.error().what.find(server.url()), std::string::npos);
  }
}

TEST(ProviderKeys, Case24AreTakenFromAPlainAnswerOnly) {
  LocalServer elsewhere([](const HeardRequest&) { return answer(200, keys_text()); });
  std::string bytes;
  LocalServer server([&](const HeardRequest&) { return bytes; });
  for (const std::string& each :
       {answer(302, "", "Location: " + elsewhere.url() + "/\r\n"), answer(404, keys_text()),
        answer(500, keys_text()), answer(204, ""), answer(200, "<html>"), answer(200, "[]"),
        answer(200, keys_text() + std::string(70'000, ' ')), std::string(),
        "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + keys_text()}) {
    bytes = each;
    const auto fetched = fetch(Provider::kClerk, server.url());
    ASSERT_FALSE(fetched.ok()) << each.substr(0, 60);
    EXPECT_EQ(fetched.error().kind, ErrorKind::kUnavailable) << each.substr(0, 60);
  }
  EXPECT_TRUE(elsewhere.heard().empty()) << "a redirect is not followed";
}

TEST(ProviderKeys, Case24AreNotAskedForByPlainHttpElsewhere) {
  std::string address;
  std::string issuer;
  LocalServer server([&](const HeardRequest&) {
    return answer(200, to_text(Json{{"issuer", issuer}, {"jwks_uri", address}}));
  });
  issuer = server.url();
  for (const char* unsafe : {"http://keys.test/", "file:///etc/passwd", "",
                             "http://127.0.0.1.test/", "http://127.0.0.1@keys.test/"}) {
    address = unsafe;
    EXPECT_EQ(fetch(Provider::kOidc, issuer).error().kind, ErrorKind::kUnavailable) << unsafe;
  }
}

TEST(ProviderUrl, Case24IsHttpsOrOnThisMachine) {
  for (const char* good : {"https://clerk.app.test", "https://a.test/realms/x/",
                           "https://10.0.0.7:8443", "http://127.0.0.1:9000", "http://localhost/x",
                           "http://[::1]:80/", "https://[2001:db8::1]/x"})
    EXPECT_TRUE(is_provider_url(good)) << good;
  for (const char* bad : {"", "https://", "https:///x", "http://a.test", "http://127.0.0.1.a.test",
                          "http://localhost.a.test", "http://[::2]/", "ftp://a.test", "a.test",
                          "https://me@a.test", "https://a.test/?x", "https://a.test/#x",
                          "https://a.test/ x", "https://a.test\n", "https://\xC3\xA4.test"})
    EXPECT_FALSE(is_provider_url(bad)) << bad;
}

}  // namespace
}  // namespace retainwise::auth
