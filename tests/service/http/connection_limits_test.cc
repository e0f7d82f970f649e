/// A slow client loses its place, and only a slow one.
#include <gtest/gtest.h>

#include <optional>

#include "base/text.h"
#include "tests/service/http/live_server.h"

namespace retainwise::http {
namespace {

using namespace std::chrono_literals;

/// One place for connections: who gets an answer knows that the one before is gone.
ServerOptions one_place() {
  ServerOptions options;
  options.max_connections_per_address = 1;
  return options;
}

void wait_for_the_place(const LiveServer& server) {
  while (server.ask_openly("GET /health").status == 503) {
  }
}

TEST(ConnectionLimits, AnswerABodyThatTrickles408AndKeepNothingOfIt) {
  ServerOptions options;
  options.limits.body = 100ms;
  LiveServer server(options);
  const std::string form = form_of("id,churn\n1,yes\n");
  Wire wire(server.port());
  wire.send(server.request("POST /api/csv", server.bearer() + std::string(kFormType) +
                                                "Content-Length: " + std::to_string(form.size()) +
                                                "\r\n") +
            form.substr(0, form.size() / 2));
  const Answer answer = wire.receive();
  EXPECT_EQ(answer.status, 408);
  EXPECT_TRUE(contains(answer.body, "body_timeout")) << answer.body;
  EXPECT_EQ(answer.field("Connection"), "close");
  EXPECT_TRUE(wire.is_closed());
  EXPECT_EQ(server.ask("GET /api/uploads").json()["count"], 0);
}

TEST(ConnectionLimits, LetABodyTakeItsTimeWhileItComesFastEnough) {
  ServerOptions options;
  options.limits.body = 60s;  // by far more than the body takes: it is counted again and again
  options.limits.body_bytes = 16;
  LiveServer server(options);
  const std::string form = form_of("id,churn,x\n1,yes,3\n2,no,4\n");
  Wire wire(server.port());
  wire.send(server.request("POST /api/csv", server.bearer() + std::string(kFormType) +
                                                "Content-Length: " + std::to_string(form.size()) +
                                                "\r\n"));
  for (const char byte : form) wire.send({&byte, 1});
  EXPECT_EQ(wire.receive().status, 201);
}

TEST(ConnectionLimits, CloseAConnectionThatAsksNothing) {
  ServerOptions options = one_place();
  options.limits.head = 100ms;
  LiveServer server(options);
  Wire silent(server.port());
  EXPECT_TRUE(silent.is_closed());
}

TEST(ConnectionLimits, CloseAConnectionThatAsksNothingMore) {
  ServerOptions options = one_place();
  options.limits.idle = 100ms;
  LiveServer server(options);
  Wire wire(server.port());
  wire.send(server.request("GET /health"));
  EXPECT_EQ(wire.receive().status, 200);
  EXPECT_TRUE(wire.is_closed());
}

TEST(ConnectionLimits, CloseAConnectionThatDoesNotReadItsAnswer) {
  ServerOptions options = one_place();
  options.limits.write = 100ms;
  LiveServer server(options);
  const std::string id = server.completed(std::string(24 << 20, 'x'));
  // Who had the place before may be leaving still: then it is asked for again.
  std::optional<Wire> wire;
  do {
    wire.emplace(server.port());
    wire->send(server.request("GET /api/predictions/" + id + "/download", server.bearer()));
    ASSERT_TRUE(wire->receive_until("\r\n\r\n"));
  } while (starts_with(wire->unread(), "HTTP/1.1 503"));
  wait_for_the_place(server);
  EXPECT_EQ(wire->receive().status, 0) << "the rest of the answer never comes";
}

}  // namespace
}  // namespace retainwise::http
