/// What a client hears while the service waits for its database or its files.
#include "service/http/doorway.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/service/http/live_server.h"

namespace retainwise::http {
namespace {

class DoorwayTest : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = open_doorway("127.0.0.1", 0, clock_, random_);
    ASSERT_TRUE(opened.ok()) << opened.error().what;
    doorway_ = std::move(*opened);
    doorway_->wait_for("database");
  }

  Answer ask(std::string_view line, std::string_view more = {}) const {
    Wire wire(doorway_->port());
    wire.send(std::string(line) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + std::string(more) + "\r\n");
    return wire.receive(starts_with(line, "HEAD"));
  }

  RealClock clock_;
  RealRandom random_;
  std::unique_ptr<Doorway> doorway_;
};

TEST_F(DoorwayTest, SaysThatItLives) {
  for (const char* line : {"GET /health", "GET /healthz", "GET /health/"}) {
    const Answer answer = ask(line);
    EXPECT_EQ(answer.status, 200) << line;
    EXPECT_EQ(answer.json(), (Json{{"status", "ok"}})) << line;
    EXPECT_EQ(answer.field("Connection"), "close") << line;
  }
}

TEST_F(DoorwayTest, SaysWhatItWaitsForAndThatTheRestWasNotLookedAt) {
  Answer answer = ask("GET /ready");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.field("Retry-After"), "5");
  const Json first = answer.json();
  EXPECT_EQ(first["status"], "not_ready");
  EXPECT_EQ(first["checks"].size(), 5U);
  EXPECT_EQ(first["checks"]["database"],
            (Json{{"ok", false}, {"message", "It does not answer yet; the log says why."}}));
  EXPECT_EQ(first["checks"]["blobs"], (Json{{"ok", false}, {"message", "Not looked at yet."}}));

  doorway_->wait_for("blobs");
  const Json then = ask("GET /readyz").json();
  EXPECT_EQ(then["checks"]["blobs"]["message"], "It does not answer yet; the log says why.");
}

TEST_F(DoorwayTest, PutsOffEverythingElseAndAnswersInFullBeforeABodyWasRead) {
  const Answer page = ask("GET /");
  EXPECT_EQ(page.status, 503);
  EXPECT_EQ(page.json()["code"], "starting");

  const Answer upload = ask("POST /api/csv", "Content-Length: 1000000\r\n");
  EXPECT_EQ(upload.status, 503);
  EXPECT_EQ(upload.field("Retry-After"), "5");
  EXPECT_EQ(upload.head.find("Retry-After"), upload.head.rfind("Retry-After"));
  EXPECT_EQ(upload.json()["request_id"].get<std::string>().size(), 32U);

  const Answer head = ask("HEAD /api/predictions");
  EXPECT_EQ(head.status, 503);
  EXPECT_EQ(head.body, "");
}

TEST_F(DoorwayTest, RefusesWhatIsNoRequest) {
  Wire wire(doorway_->port());
  wire.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
  EXPECT_EQ(wire.receive().status, 400);
  EXPECT_TRUE(wire.is_closed());
}

TEST_F(DoorwayTest, GivesThePortFreeForTheServerItself) {
  const std::uint16_t port = doorway_->port();
  const Wire idle(port);  // a connection that asks nothing does not keep it
  EXPECT_EQ(ask("GET /health").status, 200);
  doorway_.reset();
  auto again = open_doorway("127.0.0.1", port, clock_, random_);
  EXPECT_TRUE(again.ok()) << again.error().what;
}

}  // namespace
}  // namespace retainwise::http
