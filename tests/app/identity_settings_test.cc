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
