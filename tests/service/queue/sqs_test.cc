#include "service/queue/sqs.h"

#include <gtest/gtest.h>

#include <atomic>

#include "tests/service/queue/made_queue.h"

namespace retainwise::queue {
namespace {

using test::answer;
using test::forward;
using test::HeardRequest;
using test::MadeQueue;

class Sqs : public ::testing::Test {
 protected:
  PredictionId id_ = *PredictionId::parse("0190a0b0-0000-7000-8000-000000000002");
  MadeQueue made_{Json{{"VisibilityTimeout", "0"}}};
};

TEST_F(Sqs, AMessageIsTheIdAsJson) {
  ASSERT_TRUE(made_.open()->publish(id_).ok());
  const Json got = made_.call("ReceiveMessage", Json::object());
  EXPECT_EQ(got["Messages"][0]["Body"], "{\"prediction_id\":\"" + id_.text() + "\"}");
}

TEST_F(Sqs, ATaskComesBackUntilItIsDone) {
  const auto queue = made_.open();
  ASSERT_TRUE(queue->publish(id_).ok());
  ASSERT_TRUE(queue->receive(0).value());
  const auto task = queue->receive(0).value();  // visibility is 0 here
  ASSERT_TRUE(task);
  EXPECT_EQ(task->prediction, id_);
  ASSERT_TRUE(queue->done(*task).ok());
  EXPECT_FALSE(queue->receive(0).value());
}

TEST_F(Sqs, WhatCannotBeReadGoesToTheDeadLettersAndIsNeverDeleted) {
  for (const char* body : {"hello", "{\"prediction_id\": 7}", "{\"prediction_id\": \"../x\"}"})
    made_.call("SendMessage", {{"MessageBody", body}});
  const auto queue = made_.open();
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(queue->receive(0).value());
  const Json dead = made_.call("GetQueueAttributes", {{"AttributeNames", {"All"}}}, true);
  EXPECT_EQ(dead["Attributes"]["ApproximateNumberOfMessages"], "3");
  EXPECT_NE(made_.counters->text().find("calls_total{outcome=\"unreadable\"}"), std::string::npos);
}

TEST_F(Sqs, GoodMessagesPassBadOnes) {
  made_.call("SendMessage", {{"MessageBody", "hello"}});
  const auto queue = made_.open();
  ASSERT_TRUE(queue->publish(id_).ok());
  std::optional<Task> task;
  for (int i = 0; i < 20 && !task; ++i) task = queue->receive(0).value();
  ASSERT_TRUE(task);
  EXPECT_EQ(task->prediction, id_);
}

TEST_F(Sqs, ASendWhoseAnswerIsLostIsSentAgain) {
  std::atomic<int> calls = 0;
  made_.pass = [&](const HeardRequest& heard) {
    std::string said = forward(test::Emulator::running().port(), heard);
    return ++calls == 1 ? "" : said;
  };
  const auto queue = made_.open();
  ASSERT_TRUE(queue->publish(id_).ok());
  const Json seen = made_.call("GetQueueAttributes", {{"AttributeNames", {"All"}}});
  EXPECT_EQ(seen["Attributes"]["ApproximateNumberOfMessages"], "2");  // twice is no harm
}

TEST_F(Sqs, AServiceThatIsDownIsUnavailable) {
  made_.pass = [](const HeardRequest&) { return answer(503, "{}"); };
  const auto queue = made_.open();
  EXPECT_EQ(queue->publish(id_).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(queue->receive(0).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(queue->check().error().kind, ErrorKind::kUnavailable);
}

TEST_F(Sqs, WhoSendsWaitsForAServiceThatIsDownOnlyOnceInAWhile) {
  std::atomic<int> calls = 0;
  made_.pass = [&](const HeardRequest&) { return ++calls, answer(503, "{}"); };
  const auto queue = made_.open();
  EXPECT_FALSE(queue->publish(id_).ok());
  const int tried = calls;
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(queue->publish(id_).ok());
  EXPECT_EQ(calls, tried);
}

TEST_F(Sqs, ThrottlingIsWaitedOut) {
  std::atomic<int> calls = 0;
  made_.pass = [&](const HeardRequest& heard) {
    if (++calls < 3) return answer(400, "{\"__type\":\"com.amazonaws.sqs#RequestThrottled\"}");
    return forward(test::Emulator::running().port(), heard);
  };
  EXPECT_TRUE(made_.open()->publish(id_).ok());
}

TEST_F(Sqs, TheQueueIsNamedExactlyAsItWasGiven) {
  ASSERT_TRUE(made_.open()->publish(id_).ok());
  const auto heard = made_.server.heard();
  EXPECT_EQ(parse_json(heard.back().body).value()["QueueUrl"], made_.url);
  EXPECT_EQ(heard.back().header("x-amz-target"), "AmazonSQS.SendMessage");
  EXPECT_EQ(heard.back().header("content-type"), "application/x-amz-json-1.0");
}

TEST_F(Sqs, SaysWhatShouldBeDifferentAboutAQueue) {
  MadeQueue wrong(
      Json{{"VisibilityTimeout", "5"}, {"MessageRetentionPeriod", "60"}, {"DelaySeconds", "3"}});
  const auto advice = advise_on_queue(wrong.options(), wrong.cloud.access).value();
  ASSERT_EQ(advice.size(), 3U);
  EXPECT_EQ(advice[0].attribute, "VisibilityTimeout");
  EXPECT_EQ(advice[0].value, "5");
  EXPECT_NE(advice[0].change.find("30"), std::string::npos);
  EXPECT_EQ(advice[1].attribute, "MessageRetentionPeriod");
  EXPECT_EQ(advice[2].attribute, "DelaySeconds");
}

TEST_F(Sqs, HasNothingToSayAboutAGoodQueueAndMissesADeadLetterQueue) {
  MadeQueue good;
  EXPECT_TRUE(advise_on_queue(good.options(), good.cloud.access).value().empty());
  const SqsOptions bare = {
      good.make("bare" + std::to_string(random_word(good.cloud.random)), Json::object()),
      MadeQueue::direct()};
  const auto advice = advise_on_queue(bare, good.cloud.access).value();
  ASSERT_EQ(advice.size(), 1U);
  EXPECT_EQ(advice[0].attribute, "RedrivePolicy");
}

TEST_F(Sqs, AnAddressThatIsNoQueueIsRefused) {
  for (const char* url : {"", "predictions", "https://sqs.eu-central-1.amazonaws.com"})
    EXPECT_FALSE(make_sqs_queue({url}, made_.cloud.access, *made_.log, *made_.counters).ok())
        << url;
}

TEST(QueueRegion, IsReadOutOfTheAddress) {
  EXPECT_EQ(region_of_queue("https://sqs.eu-central-1.amazonaws.com/1/q"), "eu-central-1");
  EXPECT_EQ(region_of_queue("http://localhost:4566/000000000000/q"), "");
}

}  // namespace
}  // namespace retainwise::queue
