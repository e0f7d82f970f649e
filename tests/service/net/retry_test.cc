#include "service/net/retry.h"

#include <gtest/gtest.h>

#include <deque>
#include <vector>

namespace retainwise::net {
namespace {

class SameRandom final : public Random {
 public:
  void fill(std::span<std::byte> out) override {
    for (std::byte& byte : out) byte = static_cast<std::byte>(random_.next());
  }

 private:
  SeededRandom random_{1};
};

class Retry : public ::testing::Test {
 protected:
  Result<HttpReply> run(std::deque<Result<HttpReply>> answers, int attempts = 5) {
    return with_retries(
        {.attempts = attempts, .first_pause_ms = 100, .longest_pause_ms = 400}, random_,
        [&](int ms) { pauses_.push_back(ms); },
        [&] {
          ++calls_;
          Result<HttpReply> next = answers.front();
          answers.pop_front();
          return next;
        },
        [](const HttpReply& reply) {
          return passes_by_itself(reply.status) ? Verdict::kAgain : Verdict::kGood;
        });
  }

  SameRandom random_;
  std::vector<int> pauses_;
  int calls_ = 0;
};

TEST_F(Retry, GoesOnUntilAnAnswerIsGood) {
  EXPECT_EQ(run({HttpReply{503}, unavailable("reset"), HttpReply{200}}).value().status, 200);
  EXPECT_EQ(calls_, 3);
  EXPECT_EQ(pauses_.size(), 2U);
}

TEST_F(Retry, GivesTheLastAnswerWhereAllFail) {
  EXPECT_EQ(run({HttpReply{503}, HttpReply{500}}, 2).value().status, 500);
  EXPECT_EQ(run({unavailable("a"), unavailable("b")}, 2).error().what, "b");
}

TEST_F(Retry, DoesNotRepeatWhatWillNotChange) {
  EXPECT_EQ(run({HttpReply{403}}).value().status, 403);
  EXPECT_EQ(run({bug("x")}).error().kind, ErrorKind::kBug);
  EXPECT_EQ(calls_, 2);
  EXPECT_TRUE(pauses_.empty());
}

TEST_F(Retry, PausesAreDrawnFromAllOfARangeThatDoublesUpToAMost) {
  const RetryPolicy policy = {.first_pause_ms = 100, .longest_pause_ms = 400};
  for (const auto& [attempt, most] : {std::pair(0, 100), {1, 200}, {2, 400}, {9, 400}}) {
    int low = most, high = 0;
    for (int i = 0; i < 500; ++i) {
      const int pause = jittered_pause_ms(policy, attempt, random_);
      low = std::min(low, pause);
      high = std::max(high, pause);
    }
    EXPECT_LE(high, most);
    EXPECT_GE(high, most * 9 / 10);
    EXPECT_LE(low, most / 10);
  }
}

TEST(Statuses, ThatPassByThemselves) {
  for (const int status : {408, 429, 500, 502, 503, 504}) EXPECT_TRUE(passes_by_itself(status));
  for (const int status : {200, 301, 400, 403, 404, 412, 501})
    EXPECT_FALSE(passes_by_itself(status));
}

}  // namespace
}  // namespace retainwise::net
