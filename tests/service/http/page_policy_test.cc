#include "service/http/page_policy.h"

#include <gtest/gtest.h>

#include <map>

#include "base/text.h"

namespace retainwise::http {
namespace {

using By = auth::WayIn::By;

/// By directive.
std::map<std::string, std::string> policy(const auth::WayIn& way) {
  std::map<std::string, std::string> directives;
  for (const std::string& each : split(page_policy("n0nce", way), ';')) {
    const std::string_view text = trim(each);
    const std::size_t blank = text.find(' ');
    directives.emplace(text.substr(0, blank), text.substr(blank + 1));
  }
  return directives;
}

const std::map<std::string, std::string> kOwn = {{"default-src", "'none'"},
                                                 {"script-src", "'self'"},
                                                 {"style-src", "'self' 'nonce-n0nce'"},
                                                 {"img-src", "'self' data:"},
                                                 {"font-src", "'self'"},
                                                 {"connect-src", "'self'"},
                                                 {"manifest-src", "'self'"},
                                                 {"base-uri", "'none'"},
                                                 {"object-src", "'none'"},
                                                 {"form-action", "'self'"},
                                                 {"frame-ancestors", "'none'"}};

std::map<std::string, std::string> own_and(std::map<std::string, std::string> more) {
  more.insert(kOwn.begin(), kOwn.end());
  return more;
}

TEST(PagePolicy, NamesNobodyElseWhereNobodyElseIsNeeded) {
  EXPECT_EQ(policy({.by = By::kLink}), kOwn);
  EXPECT_EQ(policy({.by = By::kToken}), kOwn);
  EXPECT_EQ(policy({.by = By::kOidc, .issuer = "https://id.test"}), kOwn)
      << "a provider that has not answered";
}

TEST(PagePolicy, LetsThePageAskTheProviderForTokensOnly) {
  auth::WayIn way = {.by = By::kOidc, .issuer = "https://id.test/realms/x"};
  way.addresses = {"https://login.test/auth", "https://id.test/realms/x/token",
                   "https://out.test/logout", "https://id.test/realms/x/revoke"};
  EXPECT_EQ(policy(way), own_and({{"connect-src", "'self' https://id.test"}}));
  way.addresses->revocation = "https://revoke.test:8443/x";
  EXPECT_EQ(policy(way),
            own_and({{"connect-src", "'self' https://id.test https://revoke.test:8443"}}));
}

TEST(PagePolicy, NamesTheHostOfClerksScript) {
  const auth::WayIn way = {.by = By::kClerk, .clerk_origin = "https://clerk.app.test"};
  EXPECT_EQ(policy(way), own_and({{"script-src", "'self' https://clerk.app.test"},
                                  {"connect-src", "'self' https://clerk.app.test"},
                                  {"worker-src", "blob:"}}));
}

}  // namespace
}  // namespace retainwise::http
