#include "service/net/http_client.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/contract/local_server.h"

namespace retainwise::net {
namespace {

using test::answer;
using test::HeardRequest;
using test::LocalServer;

TEST(HttpClient, SendsMethodHeadersAndBodyAndGivesTheAnswer) {
  LocalServer server([](const HeardRequest&) { return answer(201, "made", "X-Thing: Yes\r\n"); });
  HttpClient client;
  const auto reply =
      client.send({"PUT", server.url() + "/a?b=c", {{"X-Mine", "1"}}, "bytes"}).value();
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.body, "made");
  EXPECT_EQ(reply.header("x-thing"), "Yes");
  const HeardRequest heard = server.heard().at(0);
  EXPECT_EQ(heard.method, "PUT");
  EXPECT_EQ(heard.target, "/a?b=c");
  EXPECT_EQ(heard.header("x-mine"), "1");
  EXPECT_EQ(heard.header("expect"), "");
  EXPECT_EQ(heard.body, "bytes");
}

TEST(HttpClient, NeverFollowsARedirect) {
  LocalServer server(
      [](const HeardRequest&) { return answer(307, "", "Location: http://127.0.0.1:1/\r\n"); });
  HttpClient client;
  EXPECT_EQ(client.send({"GET", server.url()}).value().status, 307);
  EXPECT_EQ(server.heard().size(), 1U);
}

TEST(HttpClient, LeavesDotsInAPathAsTheyAre) {
  LocalServer server([](const HeardRequest&) { return answer(200, ""); });
  HttpClient client;
  ASSERT_TRUE(client.send({"GET", server.url() + "/a/../b"}).ok());
  EXPECT_EQ(server.heard().at(0).target, "/a/../b");
}

TEST(HttpClient, AnAnswerThatIsShorterThanItSaysIsAnError) {
  LocalServer server([](const HeardRequest&) {
    return "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this";
  });
  HttpClient client;
  EXPECT_EQ(client.send({"GET", server.url()}).error().kind, ErrorKind::kUnavailable);
  // The end may come together with the head, and then there is nothing to read from.
  const auto stream = client.open({"GET", server.url()});
  if (!stream.ok()) {
    EXPECT_EQ(stream.error().kind, ErrorKind::kUnavailable);
    return;
  }
  std::array<std::byte, 64> chunk{};
  Result<std::size_t> got = (*stream)->read(chunk);
  while (got.ok() && *got > 0) got = (*stream)->read(chunk);
  EXPECT_FALSE(got.ok());
}

TEST(HttpClient, NobodyThereIsUnavailable) {
  HttpClient client;
  EXPECT_EQ(client.send({"GET", "http://127.0.0.1:1/"}).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(client.send({"GET", "file:///etc/passwd"}).error().kind, ErrorKind::kUnavailable);
}

TEST(HttpClient, AnAnswerThatIsTooLongIsRefused) {
  LocalServer server([](const HeardRequest&) { return answer(200, std::string(100'000, 'x')); });
  HttpClient client;
  HttpLimits limits;
  limits.body = 1'000;
  EXPECT_FALSE(client.send({"GET", server.url()}, limits).ok());
}

TEST(HttpClient, AServiceThatNeverAnswersIsGivenUp) {
  std::atomic<bool> over = false;
  LocalServer server([&](const HeardRequest&) {
    while (!over) std::this_thread::yield();
    return "";
  });
  HttpClient client;
  HttpLimits limits;
  limits.total_ms = 50;
  EXPECT_EQ(client.send({"GET", server.url()}, limits).error().kind, ErrorKind::kUnavailable);
  over = true;
}

TEST(HttpClient, StopEndsACallThatWaitsAndEveryLaterOne) {
  std::atomic<bool> over = false;
  LocalServer server([&](const HeardRequest&) {
    while (!over) std::this_thread::yield();
    return "";
  });
  HttpClient client;
  CallStop stop;
  HttpLimits limits;
  limits.stop = &stop;
  std::thread caller([&] {
    EXPECT_EQ(client.send({"GET", server.url()}, limits).error().kind, ErrorKind::kCancelled);
  });
  while (server.heard().empty()) std::this_thread::yield();
  stop.stop();
  caller.join();
  EXPECT_EQ(client.send({"GET", server.url()}, limits).error().kind, ErrorKind::kCancelled);
  over = true;
}

TEST(HttpClient, AStreamHoldsOnlyAPartOfALongAnswer) {
  const std::string long_body(20'000'000, 'y');
  LocalServer server([&](const HeardRequest&) { return answer(200, long_body); });
  HttpClient client;
  const auto stream = client.open({"GET", server.url()}).value();
  std::vector<std::byte> chunk(1U << 20U);
  std::size_t all = 0, most = 0;
  while (true) {
    const std::size_t count = stream->read(chunk).value();
    if (count == 0) break;
    all += count;
    most = std::max(most, count);
  }
  EXPECT_EQ(all, long_body.size());
  EXPECT_LE(most, 1U << 19U);
}

}  // namespace
}  // namespace retainwise::net
