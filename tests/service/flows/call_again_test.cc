#include "service/flows/call_again.h"

#include "tests/contract/postgres_cluster.h"
#include "tests/service/flows/house.h"

namespace retainwise::flows {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Rows in PostgreSQL where the parameter says so.
class CallAgain : public ::testing::TestWithParam<bool> {
 protected:
  CallAgain() {
    if (GetParam()) {
      database_.emplace();
      rows_ = store::open_postgresql({.url = database_->url()}).value();
    }
    house_.emplace(std::move(rows_));
    house_->queue.outside = true;
  }
  std::string upload() { return house_->upload(kSmallFile).value().prediction.id.text(); }
  std::int64_t call() { return call_again(house_->services).value(); }

  std::optional<test::PostgresDatabase> database_;
  std::unique_ptr<store::Store> rows_;
  std::optional<House> house_;
};

TEST_P(CallAgain, WhatWasCalledForIsLeftAlone) {
  const std::string id = upload();
  EXPECT_EQ(call(), 0);
  EXPECT_THAT(house_->queue.called, ElementsAre(id));
}

TEST_P(CallAgain, WhatTheQueueDidNotTakeIsCalledForOnceItIsBackOldestFirst) {
  house_->queue.mute = true;
  const std::string first = upload(), second = upload();
  EXPECT_FALSE(call_again(house_->services).ok());
  EXPECT_FALSE(call_again(house_->services).ok());  // it stays due
  house_->queue.mute = false;
  EXPECT_EQ(call(), 2);
  EXPECT_THAT(house_->queue.called, ElementsAre(first, second));
  EXPECT_EQ(call(), 0);
  EXPECT_THAT(house_->counters->text(), HasSubstr("calls_total{outcome=\"sent_again\"} 2"));
}

TEST_P(CallAgain, WhatRunsIsNotCalledForAndWhatWasHandedBackIs) {
  const std::string id = upload();
  const auto claim = house_->claim();
  ASSERT_TRUE(claim);
  EXPECT_EQ(call(), 0);
  house_->run<bool>([&](store::Session& session) {
    return store::requeue_prediction(session, claim->prediction.id, claim->prediction.fence,
                                     store::Setback::kHandBack, 0);
  });
  EXPECT_EQ(call(), 1);
  EXPECT_THAT(house_->queue.called, ElementsAre(id, id));
}

TEST_P(CallAgain, WhatMustWaitIsNotCalledForYet) {
  upload();
  const auto claim = house_->claim();
  house_->run<bool>([&](store::Session& session) {
    return store::requeue_prediction(session, claim->prediction.id, claim->prediction.fence,
                                     store::Setback::kFailure, 3'600'000);
  });
  EXPECT_EQ(call(), 0);
}

TEST_P(CallAgain, WhereTheTableIsTheQueueNobodyIsCalled) {
  house_->queue.outside = false;
  house_->queue.mute = true;
  upload();
  EXPECT_EQ(call(), 0);
  EXPECT_THAT(house_->queue.called, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Databases, CallAgain, ::testing::Bool(),
                         [](const auto& chosen) { return chosen.param ? "Postgresql" : "Sqlite"; });

}  // namespace
}  // namespace retainwise::flows
