#include "service/auth/key_cache.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "tests/service/auth/moved_clock.h"

namespace retainwise::auth {
namespace {

constexpr std::int64_t kSecond = 1'000, kMinute = 60 * kSecond, kHour = 60 * kMinute;

class KeyCacheTest : public testing::Test {
 protected:
  /// What the provider gives now: the keys with these ids.
  void publish(const std::vector<std::string>& ids, std::optional<std::int64_t> max_age_ms = {}) {
    Json list = Json::array();
    for (const std::string& id : ids) list.push_back(good_key().jwk(id));
    text_ = to_text(Json{{"keys", list}});
    max_age_ms_ = max_age_ms;
  }
  void make() {
    const auto fetch = [this]() -> Result<FetchedKeys> {
      ++fetches;
      if (failure) return *failure;
      RW_TRY(JwkSet published, JwkSet::read(text_));
      return FetchedKeys{std::move(published), max_age_ms_};
    };
    auto made = make_key_cache(fetch, clock, *log_, *counters_);
    ASSERT_TRUE(made.ok());
    keys = std::move(*made);
  }
  bool knows(const std::string& id) {
    const auto found = keys->find(id);
    return found.ok() && *found;
  }

  MovedByHand clock;
  std::atomic<int> fetches = 0;
  std::optional<Error> failure;
  std::unique_ptr<KeySource> keys;

 private:
  std::string text_;
  std::optional<std::int64_t> max_age_ms_;
  std::unique_ptr<telemetry::Log> log_ = telemetry::make_silent_log();
  std::unique_ptr<telemetry::Counters> counters_ = telemetry::make_counters();
};
using Keys = KeyCacheTest;

TEST_F(Keys, Case21AreFetchedOnceInFiveMinutes) {
  publish({"a", "b"});
  make();
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(knows("a") && knows("b"));
  EXPECT_EQ(fetches, 1);
  clock.moved_ms = 3 * kMinute;
  EXPECT_TRUE(knows("a"));
  EXPECT_EQ(fetches, 1);
  clock.moved_ms = 5 * kMinute;
  EXPECT_TRUE(knows("a"));
  EXPECT_EQ(fetches, 2);
}

TEST_F(Keys, Case21AreKeptAsLongAsTheProviderSaysUpToAnHour) {
  publish({"a"}, 30 * kMinute);
  make();
  clock.moved_ms = 20 * kMinute;
  EXPECT_TRUE(knows("a"));
  EXPECT_EQ(fetches, 1);
  publish({"a"}, 100 * kHour);
  clock.moved_ms = 30 * kMinute;
  EXPECT_TRUE(knows("a"));
  EXPECT_EQ(fetches, 2);
  clock.moved_ms = 90 * kMinute;
  EXPECT_TRUE(knows("a"));
  EXPECT_EQ(fetches, 3);
}

TEST_F(Keys, Case22ThatNobodyKnowsCauseOneFetchInThirtySeconds) {
  publish({"a"});
  make();
  for (int i = 0; i < 10'000; ++i) EXPECT_FALSE(knows("random" + std::to_string(i)));
  EXPECT_EQ(fetches, 2);
  clock.moved_ms = 31 * kSecond;
  for (int i = 0; i < 1'000; ++i) EXPECT_FALSE(knows("more" + std::to_string(i)));
  EXPECT_EQ(fetches, 3);
  EXPECT_TRUE(knows("a"));
}

TEST_F(Keys, Case22OfNoIdAreLookedForOnce) {
  publish({"a", "b"});
  make();
  const auto found = keys->find(std::nullopt);
  ASSERT_TRUE(found.ok());
  EXPECT_FALSE(*found);
  EXPECT_EQ(fetches, 1);
}

TEST_F(Keys, Case23OfADownProviderServeForADayAndNoLonger) {
  publish({"a"});
  make();
  failure = unavailable("down");
  clock.moved_ms = 6 * kMinute;
  EXPECT_TRUE(knows("a"));
  const IdentityHealth health = keys->health();
  EXPECT_TRUE(health.usable);
  EXPECT_EQ(health.message,
            "The identity provider does not answer; its keys of 360 seconds ago serve.");
  const int before = fetches;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(knows("a"));
  EXPECT_EQ(fetches, before) << "a provider that is down is asked every 30 seconds";
  clock.moved_ms = 24 * kHour - kSecond;
  EXPECT_TRUE(knows("a"));
  clock.moved_ms = 24 * kHour + kSecond;
  EXPECT_EQ(keys->find("a").error().kind, ErrorKind::kUnavailable);
  EXPECT_FALSE(keys->health().usable);
  failure.reset();
  clock.moved_ms += kMinute;
  EXPECT_TRUE(knows("a"));
  EXPECT_EQ(keys->health().message, "");
}

TEST_F(Keys, Case23OfAProviderThatWasDownAtTheStartComeLater) {
  publish({"a"});
  failure = unavailable("down");
  make();
  EXPECT_FALSE(keys->health().usable);
  EXPECT_EQ(keys->find("a").error().kind, ErrorKind::kUnavailable);
  failure.reset();
  clock.moved_ms = 3 * kSecond;
  EXPECT_TRUE(knows("a"));
  EXPECT_TRUE(keys->health().usable);
}

TEST_F(Keys, Case25NewOnesWorkAtOnceAndRemovedOnesDieInFiveMinutes) {
  publish({"old"});
  make();
  publish({"new"});
  EXPECT_TRUE(knows("new"));
  EXPECT_FALSE(knows("old")) << "the fetch for the new one showed that it is gone";
  publish({"newer"});
  EXPECT_TRUE(knows("new")) << "nobody asked for another";
  clock.moved_ms = 5 * kMinute;
  EXPECT_FALSE(knows("new"));
  EXPECT_TRUE(knows("newer"));
}

TEST_F(Keys, Case27OfAnotherIssuerEndTheStart) {
  const auto fetch = []() -> Result<FetchedKeys> { return bad_request("wrong_issuer", "another"); };
  const auto log = telemetry::make_silent_log();
  const auto counters = telemetry::make_counters();
  const auto made = make_key_cache(fetch, clock, *log, *counters);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().code, "wrong_issuer");
}

TEST(KeysOfMany, AreFetchedByOneWhileTheOthersWait) {
  MovedByHand clock;
  std::atomic<int> fetches = 0;
  std::promise<void> go;
  const std::shared_future<void> allowed = go.get_future().share();
  const auto fetch = [&]() -> Result<FetchedKeys> {
    if (++fetches == 2) allowed.wait();
    const Json published = {{"keys", Json::array({good_key().jwk("a")})}};
    RW_TRY(JwkSet set, JwkSet::read(to_text(published)));
    return FetchedKeys{std::move(set), std::nullopt};
  };
  const auto log = telemetry::make_silent_log();
  const auto counters = telemetry::make_counters();
  const auto keys = std::move(make_key_cache(fetch, clock, *log, *counters)).value();
  clock.moved_ms = 10 * kMinute;
  std::atomic<int> found = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      const auto key = keys->find("a");
      if (key.ok() && *key) ++found;
    });
  while (fetches < 2) std::this_thread::yield();
  go.set_value();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(found, 8);
  EXPECT_EQ(fetches, 2);
}

}  // namespace
}  // namespace retainwise::auth
