#include "app/identity_settings.h"

#include <gtest/gtest.h>

namespace retainwise::app {
namespace {

const std::string kKey =
    "-----BEGIN PUBLIC KEY-----\\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAofgWCuLjybRlzo0tZWJj"
    "\\nNiuSfb4p4fAkd/"
    "wWJcyQoTbji9k0l8W26mPddxHmfHQp+Vaw+4qPCJrcS2mJPMEz\\nP1Pt0Bm4d4QlL+yRT+SFd2lZS"
    "+pCgNMsD1W/YpRPEwOWvG6b32690r2jZ47soMZo\\n9wGzjb/"
    "7OMg0LOL+bSf63kpaSHSXndS5z5rexMdbBYUsLA9e+KXBdQO"
    "S+UTo7WTB\\nEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6/"
    "I5IhlJH7aGhyxX\\nFvUK+DWNmoudF8NAco9"
    "/h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXp\\noQIDAQAB\\n-----END PUBLIC KEY-----";

Settings load(const Names& environment) {
  auto settings = load_settings({}, environment, {});
  EXPECT_TRUE(settings.ok()) << (settings.ok() ? "" : settings.error().what);
  return settings.ok() ? *settings : Settings();
}

TEST(IdentitySettings, FollowFromTheIssuer) {
  EXPECT_EQ(load({}).identity, IdentityKind::kLocal);
  EXPECT_EQ(issuer_of(load({})), "");
  const Settings clerk = load({{"CLERK_ISSUER", "https://clerk.app.test"},
                               {"CLERK_JWT_KEY", kKey},
                               {"AUTHORIZED_PARTIES", "https://app.test, http://localhost:3000"}});
  EXPECT_EQ(clerk.identity, IdentityKind::kClerk);
  EXPECT_EQ(issuer_of(clerk), "https://clerk.app.test");
  EXPECT_EQ(clerk.authorized_parties,
            (std::vector<std::string>{"https://app.test", "http://localhost:3000"}));
  const Settings oidc = load({{"OIDC_ISSUER", "https://id.test/"}, {"OIDC_AUDIENCE", "churn"}});
  EXPECT_EQ(oidc.identity, IdentityKind::kOidc);
  EXPECT_EQ(issuer_of(oidc), "https://id.test/") << "to the last slash";
  EXPECT_EQ(load({{"RETAINWISE_IDENTITY", "oidc"}, {"OIDC_ISSUER", "https://id.test"}}).identity,
            IdentityKind::kOidc);
}

/// Of the Clerk instance clerk.app.test.
constexpr const char* kPublishableKey = "pk_test_Y2xlcmsuYXBwLnRlc3Qk";

TEST(IdentitySettings, SayHowOneSignsInOnThePage) {
  const Settings oidc = load({{"OIDC_ISSUER", "https://id.test"}, {"OIDC_CLIENT_ID", "page"}});
  EXPECT_EQ(oidc.oidc_client_id, "page");
  EXPECT_EQ(oidc.oidc_scope, "openid");
  EXPECT_EQ(load({{"OIDC_ISSUER", "https://id.test"}, {"OIDC_SCOPE", "openid offline_access"}})
                .oidc_scope,
            "openid offline_access");
  EXPECT_EQ(
      load({{"CLERK_ISSUER", "https://clerk.app.test"}, {"CLERK_PUBLISHABLE_KEY", kPublishableKey}})
          .clerk_publishable_key,
      kPublishableKey);
}

TEST(IdentitySettings, RefuseAPublishableKeyOfAnotherInstance) {
  for (const char* issuer :
       {"https://other.test", "https://app.test", "https://clerk.app.test.x"}) {
    const auto settings = load_settings(
        {}, {{"CLERK_ISSUER", issuer}, {"CLERK_PUBLISHABLE_KEY", kPublishableKey}}, {});
    ASSERT_FALSE(settings.ok()) << issuer;
    EXPECT_NE(
        settings.error().what.find("clerk.app.test, but CLERK_ISSUER is " + std::string(issuer)),
        std::string::npos)
        << settings.error().what;
  }
}

TEST(IdentitySettings, ThatDoNotFitEachOtherAreRefused) {
  const std::pair<std::string, std::string> clerk = {"CLERK_ISSUER", "https://c.test"},
                                            oidc = {"OIDC_ISSUER", "https://o.test"};
  for (const auto& [names, word] : std::vector<std::pair<Names, std::string>>{
           {{clerk, oidc}, "OIDC_ISSUER"},
           {{{"RETAINWISE_IDENTITY", "clerk"}}, "CLERK_ISSUER"},
           {{{"RETAINWISE_IDENTITY", "oidc"}}, "OIDC_ISSUER"},
           {{{"RETAINWISE_IDENTITY", "local"}, clerk}, "CLERK_ISSUER"},
           {{{"RETAINWISE_IDENTITY", "oidc"}, clerk}, "CLERK_ISSUER"},
           {{{"RETAINWISE_IDENTITY", "clerk"}, oidc}, "OIDC_ISSUER"},
           {{{"CLERK_JWT_KEY", kKey}}, "CLERK_JWT_KEY"},
           {{oidc, {"CLERK_JWT_KEY", kKey}}, "CLERK_JWT_KEY"},
           {{clerk, {"OIDC_AUDIENCE", "a"}}, "OIDC_AUDIENCE"},
           {{clerk, {"OIDC_CLIENT_ID", "a"}}, "OIDC_CLIENT_ID"},
           {{{"OIDC_CLIENT_ID", "a"}}, "OIDC_CLIENT_ID"},
           {{oidc, {"CLERK_PUBLISHABLE_KEY", kPublishableKey}}, "CLERK_PUBLISHABLE_KEY"},
           {{{"AUTHORIZED_PARTIES", "https://a.test"}}, "AUTHORIZED_PARTIES"}}) {
    const auto settings = load_settings({}, names, {});
    ASSERT_FALSE(settings.ok()) << word;
    EXPECT_EQ(settings.error().code, "identity_settings");
    EXPECT_NE(settings.error().what.find(word), std::string::npos) << settings.error().what;
    EXPECT_FALSE(settings.error().hint.empty());
  }
}

}  // namespace
}  // namespace retainwise::app
