#include "app/settings.h"

#include <gtest/gtest.h>

namespace retainwise::app {
namespace {

Settings load(const Names& file, const Names& environment, const Names& flags) {
  auto settings = load_settings(file, environment, flags);
  EXPECT_TRUE(settings.ok()) << (settings.ok() ? "" : settings.error().what);
  return settings.ok() ? *settings : Settings();
}

Error refused(const Names& environment) {
  auto settings = load_settings({}, environment, {});
  EXPECT_FALSE(settings.ok());
  return settings.ok() ? Error() : settings.error();
}

TEST(Settings, HaveDefaultsThatServeOnLoopback) {
  const Settings settings = load({}, {}, {});
  EXPECT_EQ(settings.data_dir, "./retainwise-data");
  EXPECT_EQ(settings.listen.host, "127.0.0.1");
  EXPECT_EQ(settings.listen.port, 8080);
  EXPECT_EQ(settings.workers, 1);
  EXPECT_EQ(settings.max_upload_bytes, 1LL << 30);
  EXPECT_FALSE(settings.demo_mode);
}

TEST(Settings, FlagsBeatTheEnvironmentWhichBeatsTheFile) {
  const Names file = {{"RETAINWISE_WORKERS", "2"}, {"LOG_LEVEL", "error"}};
  const Names environment = {{"RETAINWISE_WORKERS", "3"}, {"RETAINWISE_LISTEN", "0.0.0.0:1"}};
  const Settings settings = load(file, environment, {{"RETAINWISE_LISTEN", "[::1]:9"}});
  EXPECT_EQ(settings.workers, 3);
  EXPECT_EQ(settings.log_level, telemetry::Level::kError);
  EXPECT_EQ(settings.listen.host, "::1");
  EXPECT_EQ(settings.listen.port, 9);
}

TEST(Settings, AMistypedNameInTheEnvironmentIsNoticed) {
  const Settings settings = load({}, {{"RETAINWISE_WORKER", "3"}, {"PATH", "/bin"}}, {});
  EXPECT_EQ(settings.unknown, std::vector<std::string>{"RETAINWISE_WORKER"});
}

TEST(Settings, AWrongValueIsRefusedWithNameValueAndWhatIsAllowed) {
  const Error error = refused({{"RETAINWISE_WORKERS", "many"}});
  EXPECT_EQ(error.what, "RETAINWISE_WORKERS=many (environment) is not allowed.");
  EXPECT_EQ(error.hint, "Allowed: a whole number from 0 to 64.");
}

TEST(Settings, EveryWrongValueIsRefused) {
  const Names wrong = {{"RETAINWISE_LISTEN", "8080"},
                       {"DEMO_MODE", "yes"},
                       {"LOG_LEVEL", "loud"},
                       {"MAX_UPLOAD_BYTES", "0"},
                       {"RETAINWISE_PUBLIC_URL", "a.b"},
                       {"RETAINWISE_IDENTITY", "saml"},
                       {"CLERK_ISSUER", "http://clerk.test"},
                       {"OIDC_ISSUER", "id.test"},
                       {"OIDC_CLIENT_ID", "a\nb"},
                       {"OIDC_SCOPE", "email"},
                       {"OIDC_SCOPE", "openid  email"},
                       {"CLERK_PUBLISHABLE_KEY", "sk_test_Y2xlcmsuYXBwLnRlc3Qk"},
                       {"CLERK_PUBLISHABLE_KEY", "pk_test_Y2xlcmsuYXBwLnRlc3Q"},
                       {"CLERK_JWT_KEY", "-----BEGIN PUBLIC KEY-----"},
                       {"AUTHORIZED_PARTIES", "a,,b"},
                       {"DATABASE_URL", "mysql://host/db"},
                       {"RETAINWISE_ALLOWED_HOSTS", "a,,b"},
                       {"RETAINWISE_DATA_DIR", ""},
                       {"AWS_ENDPOINT_URL", "localhost:9000"},
                       {"PREDICTIONS_QUEUE_URL", "predictions"},
                       {"RETAINWISE_WORKERS", "1 "}};
  for (const auto& [name, value] : wrong)
    EXPECT_EQ(refused({{name, value}}).code, "wrong_setting") << name;
}

TEST(Settings, TheDatabaseIsOurOwnFileOrAServer) {
  EXPECT_EQ(load({}, {}, {}).database_url, "");
  for (const char* url : {"postgresql://me:pass@db.example:5433/churn?sslmode=verify-full",
                          "postgres://me@/churn?host=/run/postgresql"})
    EXPECT_EQ(load({}, {{"DATABASE_URL", url}}, {}).database_url, url);
}

TEST(Settings, ASecretIsNeverShown) {
  for (const char* url : {"postgresql://me:se%cret@host/db", "mysql://me:secret@host/db",
                          "postgresql://me:se/cret@host:x/db"}) {
    const Error error = refused({{"DATABASE_URL", url}});
    EXPECT_EQ(error.what, "DATABASE_URL (environment) is not allowed.");
    EXPECT_NE(error.hint.find("postgresql://USER:PASSWORD@HOST:PORT/DATABASE"), std::string::npos);
    EXPECT_EQ((error.hint + error.detail).find("cret"), std::string::npos);
  }
}

TEST(Settings, SayWhereFilesAndCallsAreKept) {
  const Settings here = load({}, {}, {});
  EXPECT_EQ(here.bucket + here.queue_url + here.aws_region + here.aws_endpoint_url, "");
  const Settings outside = load({},
                                {{"PREDICTIONS_BUCKET", "b"},
                                 {"PREDICTIONS_QUEUE_URL", "https://q.test/1/q"},
                                 {"AWS_REGION", "eu-central-1"},
                                 {"AWS_ENDPOINT_URL", "http://127.0.0.1:9000/"}},
                                {});
  EXPECT_EQ(outside.bucket, "b");
  EXPECT_EQ(outside.queue_url, "https://q.test/1/q");
  EXPECT_EQ(outside.aws_region, "eu-central-1");
  EXPECT_EQ(outside.aws_endpoint_url, "http://127.0.0.1:9000");
}

TEST(Settings, WhatThisVersionDoesNotHaveIsRefusedInsteadOfIgnored) {
  EXPECT_EQ(refused({{"TLS_CERT", "b"}}).code, "unsupported_setting");
  EXPECT_EQ(refused({{"CLERK_WEBHOOK_SECRET", "whsec_x"}}).code, "unsupported_setting");
}

TEST(Settings, AnUnknownNameInTheFileIsRefusedAndOneInTheEnvironmentIsNot) {
  EXPECT_FALSE(load_settings({{"RETAINWISE_WORKER", "1"}}, {}, {}).ok());
  EXPECT_TRUE(load_settings({}, {{"HOME", "/root"}}, {}).ok());
}

TEST(SettingsFile, IsNameValueLinesWithComments) {
  auto names = parse_settings_file("# a\n\nLOG_LEVEL = debug \nRETAINWISE_DATA_DIR=\"/a b\"\n");
  ASSERT_TRUE(names.ok());
  EXPECT_EQ(*names, (Names{{"LOG_LEVEL", "debug"}, {"RETAINWISE_DATA_DIR", "/a b"}}));
}

TEST(SettingsFile, AnOddLineIsNamedByItsNumber) {
  auto names = parse_settings_file("LOG_LEVEL=info\nhello\n");
  ASSERT_FALSE(names.ok());
  EXPECT_NE(names.error().what.find("Line 2"), std::string::npos);
}

}  // namespace
}  // namespace retainwise::app
