#include <gtest/gtest.h>
#include <sys/random.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "service/auth/identity.h"

namespace retainwise::auth {
namespace {

class SystemRandom final : public Random {
 public:
  void fill(std::span<std::byte> out) override {
    ASSERT_EQ(::getrandom(out.data(), out.size(), 0), static_cast<ssize_t>(out.size()));
  }
};

/// Real time, moved by hand.
class MovedClock final : public Clock {
 public:
  Time now() const override {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() + moved_ms};
  }
  std::int64_t steady_ms() const override { return now().unix_ms; }
  std::int64_t moved_ms = 0;
};

class LocalIdentityTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "retainwise-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
    auto opened = store::open_sqlite({directory_ + "/db", directory_ + "/ballast", 4096, 2});
    ASSERT_TRUE(opened.ok()) << opened.error().what;
    store_ = std::move(*opened);
    key = make_owner_key(random);
    identity = make(key);
  }
  void TearDown() override {
    identity.reset();
    store_.reset();
    std::filesystem::remove_all(directory_);
  }

  std::unique_ptr<Identity> make(const std::string& owner_key) {
    LocalOptions options;
    options.owner_key = owner_key;
    auto made = make_local_identity(*store_, random, clock, options);
    EXPECT_TRUE(made.ok());
    return made.ok() ? std::move(*made) : nullptr;
  }

  std::string session() {
    auto link = identity->make_link();
    EXPECT_TRUE(link.ok());
    auto secret = identity->sign_in(*link);
    EXPECT_TRUE(secret.ok());
    return *secret;
  }

  SystemRandom random;
  MovedClock clock;
  std::string key;
  std::unique_ptr<Identity> identity;

  std::string directory_;
  std::unique_ptr<store::Store> store_;
};
using Local = LocalIdentityTest;

TEST_F(Local, KnowsTheOwnerByKey) {
  const std::string bearer = "Bearer " + key;
  const auto caller = identity->who({bearer, ""});
  ASSERT_TRUE(caller.ok());
  EXPECT_EQ(caller->role, store::Role::kOwner);
  EXPECT_FALSE(caller->by_cookie);
  EXPECT_TRUE(identity->who({"bEaReR " + key, ""}).ok()) << "schemes have no case";
}

TEST_F(Local, DeniesEverythingElseAlike) {
  std::set<std::string> answers;
  std::string other_case = key;
  for (char& c : other_case) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  for (const std::string& authorization :
       {std::string(), std::string("Bearer"), std::string("Bearer "), std::string("Basic eDp5"),
        key, "Bearer  " + key, "Bearer " + key + " ", "Bearer " + key.substr(0, 20),
        "Bearer " + other_case, "Bearer " + make_owner_key(random),
        "Bearer " + std::string(100'000, 'x')}) {
    const auto caller = identity->who({authorization, ""});
    ASSERT_FALSE(caller.ok()) << authorization;
    EXPECT_EQ(caller.error().kind, ErrorKind::kDenied);
    answers.insert(caller.error().code + caller.error().what + caller.error().hint);
  }
  EXPECT_EQ(answers.size(), 1U);
}

TEST_F(Local, SpendsALinkOnce) {
  auto link = identity->make_link();
  ASSERT_TRUE(link.ok());
  EXPECT_GE(link->size(), 43U) << "256 bits";
  EXPECT_TRUE(identity->sign_in(*link).ok());
  EXPECT_FALSE(identity->sign_in(*link).ok());
  EXPECT_FALSE(identity->sign_in("").ok());
  EXPECT_FALSE(identity->sign_in("made up").ok());
}

TEST_F(Local, LetsALinkDieAfterTenMinutes) {
  clock.moved_ms = -11 * 60'000;  // the database's clock is eleven minutes ahead of its birth
  auto link = identity->make_link();
  ASSERT_TRUE(link.ok());
  EXPECT_FALSE(identity->sign_in(*link).ok());
}

TEST_F(Local, KnowsASessionUntilItIsSignedOut) {
  const std::string secret = session();
  const auto caller = identity->who({"", secret});
  ASSERT_TRUE(caller.ok());
  EXPECT_TRUE(caller->by_cookie);
  EXPECT_TRUE(identity->sign_out(secret).ok());
  EXPECT_FALSE(identity->who({"", secret}).ok());
  EXPECT_TRUE(identity->sign_out(secret).ok());
}

TEST_F(Local, GivesEverySignInASessionOfItsOwn) {
  EXPECT_NE(session(), session());
}

TEST_F(Local, LetsASessionDieAfterSevenDays) {
  clock.moved_ms = -8LL * 24 * 3'600'000;
  auto link = [&] {
    clock.moved_ms = 0;
    auto made = identity->make_link();
    clock.moved_ms = -8LL * 24 * 3'600'000;
    return made;
  }();
  ASSERT_TRUE(link.ok());
  const auto secret = identity->sign_in(*link);
  ASSERT_TRUE(secret.ok());
  EXPECT_FALSE(identity->who({"", *secret}).ok());
}

TEST_F(Local, DoesNotTakeALinkForASessionOrASessionForALink) {
  auto link = identity->make_link();
  ASSERT_TRUE(link.ok());
  EXPECT_FALSE(identity->who({"", *link}).ok());
  EXPECT_FALSE(identity->sign_in(session()).ok());
  const std::string bearer = "Bearer " + session();
  EXPECT_FALSE(identity->who({bearer, ""}).ok());
}

TEST_F(Local, DeniesAKeyAndASessionWhereOneIsWrong) {
  const std::string secret = session();
  const std::string bearer = "Bearer " + key;
  EXPECT_TRUE(identity->who({bearer, secret}).ok());
  EXPECT_FALSE(identity->who({bearer, "wrong"}).ok());
  EXPECT_FALSE(identity->who({"Bearer wrong", secret}).ok());
}

TEST_F(Local, IsTheSameOwnerAfterARestartWithAnotherKey) {
  const std::string before = "Bearer " + key;
  const auto first = identity->who({before, ""});
  const std::string second_key = make_owner_key(random);
  const auto again = make(second_key);
  const std::string after = "Bearer " + second_key;
  const auto second = again->who({after, ""});
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->tenant, second->tenant);
  EXPECT_EQ(first->user, second->user);
  EXPECT_FALSE(again->who({before, ""}).ok());
}

TEST_F(Local, RefusesAShortOwnerKey) {
  LocalOptions options;
  options.owner_key = "short";
  EXPECT_FALSE(make_local_identity(*store_, random, clock, options).ok());
}

}  // namespace
}  // namespace retainwise::auth
