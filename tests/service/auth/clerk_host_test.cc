#include "service/auth/clerk_host.h"

#include <gtest/gtest.h>

#include "service/auth/provider_url.h"

namespace retainwise::auth {
namespace {

TEST(ClerkHost, StandsInThePublishableKey) {
  EXPECT_EQ(clerk_host("pk_test_Y2xlcmsuYXBwLnRlc3Qk"), "clerk.app.test");
  EXPECT_EQ(clerk_host("pk_live_Y2xlcmsuYXBwLnRlc3Qk"), "clerk.app.test");
  EXPECT_EQ(clerk_host("pk_test_YS50ZXN0OjgwODAk"), "a.test:8080");
  EXPECT_EQ(clerk_host("pk_test_YS50ZXN0JA=="), "a.test") << "with padding";
}

TEST(ClerkHost, IsNotReadFromAnythingElse) {
  for (const char* bad : {
           "", "pk_test_", "sk_test_Y2xlcmsuYXBwLnRlc3Qk", "pk_dev_Y2xlcmsuYXBwLnRlc3Qk",
           "pk_test_Y2xlcmsuYXBwLnRlc3Q",  // without the dollar sign
           "pk_test_JA==",                 // "$"
           "pk_test_!!!!",
           "pk_test_YS50ZXN0L3gk",                 // "a.test/x$"
           "pk_test_YUBhLnRlc3Qk",                 // "a@a.test$"
           "pk_test_YS50ZXN0OyBzY3JpcHQtc3JjICok"  // "a.test; script-src *$"
       })
    EXPECT_FALSE(clerk_host(bad)) << bad;
}

TEST(ProviderUrl, HasAnOrigin) {
  EXPECT_EQ(origin_of("https://id.test/realms/x"), "https://id.test");
  EXPECT_EQ(origin_of("http://127.0.0.1:9000"), "http://127.0.0.1:9000");
  EXPECT_EQ(origin_of("https://[2001:db8::1]:8443/x"), "https://[2001:db8::1]:8443");
}

TEST(ProviderUrl, OfAHostThatAPolicyCouldNotNameIsRefused) {
  for (const char* bad : {"https://a.test;x/", "https://a.test,b.test", "https://a.test'/",
                          "https://*.test", "https://a%2e.test"})
    EXPECT_FALSE(is_provider_url(bad)) << bad;
}

}  // namespace
}  // namespace retainwise::auth
