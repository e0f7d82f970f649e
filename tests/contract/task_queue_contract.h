#pragma once
/// What every TaskQueue promises. An implementation's test instantiates TaskQueueContract with a
/// function that opens an empty queue.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "service/queue/task_queue.h"

namespace retainwise::queue {

struct OpenedQueue {
  std::shared_ptr<void> beneath;  ///< what the queue lies on; outlives it
  std::unique_ptr<TaskQueue> queue;
};
using OpenQueue = std::function<OpenedQueue()>;

class TaskQueueContract : public ::testing::TestWithParam<OpenQueue> {
 protected:
  static constexpr int kLong = 60'000;  // a wait that only ends early, if the promise holds
  static constexpr int kShort = 20;

  TaskQueueContract() : opened_(GetParam()()) {}
  TaskQueue& queue() { return *opened_.queue; }
  PredictionId id_ = *PredictionId::parse("0190a0b0-0000-7000-8000-000000000002");

 private:
  OpenedQueue opened_;
};

TEST_P(TaskQueueContract, GivesNothingWhereNobodyCalled) {
  EXPECT_FALSE(queue().receive(0).value());
  EXPECT_FALSE(queue().receive(kShort).value());
}

TEST_P(TaskQueueContract, ACallIsHeardByWhoComesLater) {
  ASSERT_TRUE(queue().publish(id_).ok());
  const auto task = queue().receive(kLong).value();
  ASSERT_TRUE(task);
  EXPECT_TRUE(!task->prediction || task->prediction == id_);
  EXPECT_TRUE(queue().done(*task).ok());
}

TEST_P(TaskQueueContract, ACallWakesWhoWaits) {
  std::atomic<bool> heard = false;
  std::thread waiter([&] { heard = queue().receive(kLong).value().has_value(); });
  ASSERT_TRUE(queue().publish(id_).ok());
  waiter.join();
  EXPECT_TRUE(heard);
}

TEST_P(TaskQueueContract, EveryCallIsHeardByOneOfManyWaiters) {
  std::atomic<int> heard = 0;
  std::vector<std::thread> waiters;
  for (int i = 0; i < 8; ++i)
    waiters.emplace_back([&] { heard += queue().receive(kLong).value() ? 1 : 0; });
  for (int i = 0; i < 8; ++i) ASSERT_TRUE(queue().publish(id_).ok());
  for (std::thread& waiter : waiters) waiter.join();
  EXPECT_EQ(heard, 8);
}

TEST_P(TaskQueueContract, StopEndsEveryWaitNowAndLater) {
  std::vector<std::thread> waiters;
  for (int i = 0; i < 8; ++i)
    waiters.emplace_back([&] {
      while (queue().receive(kLong).value()) {  // a call that was on its way
      }
    });
  queue().stop();
  for (std::thread& waiter : waiters) waiter.join();
  EXPECT_FALSE(queue().receive(kLong).value());
  static_cast<void>(queue().publish(id_));
  EXPECT_FALSE(queue().receive(kLong).value());
  queue().stop();
}

TEST_P(TaskQueueContract, AnswersWhenAsked) {
  EXPECT_TRUE(queue().check().ok());
}

}  // namespace retainwise::queue
