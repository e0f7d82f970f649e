#include "service/http/server.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "tests/service/http/live_server.h"

namespace retainwise::http {
namespace {

class ServerTest : public testing::Test {
 protected:
  LiveServer server;
};
using Http = ServerTest;

TEST_F(Http, AnswersHealthToEverybodyAndToEveryHost) {
  const Answer answer = server.ask_openly("GET /health");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, R"({"status":"ok"})");
  Wire wire(server.port());
  wire.send("GET /healthz/ HTTP/1.1\r\nHost: evil.test\r\n\r\nGET /health HTTP/1.0\r\n\r\n");
  EXPECT_EQ(wire.receive().status, 200);
  EXPECT_EQ(wire.receive().status, 200);
  EXPECT_TRUE(wire.is_closed()) << "HTTP/1.0 ends with its answer";
}

TEST_F(Http, IsReadyWhenDatabaseBlobsAndQueueAre) {
  const Answer answer = server.ask_openly("GET /ready");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.json()["checks"]["database"]["ok"], true);
}

TEST_F(Http, GivesEveryAnswerTheSecurityHeaders) {
  for (const auto* line : {"GET /health", "GET /nothing", "GET /api/me", "DELETE /health",
                           "GET /api/openapi.json", "GET /%00"}) {
    const Answer answer = server.ask_openly(line);
    EXPECT_EQ(answer.field("X-Content-Type-Options"), "nosniff") << line;
    EXPECT_EQ(answer.field("Content-Security-Policy"),
              "default-src 'none'; frame-ancestors 'none'; sandbox");
    EXPECT_EQ(answer.field("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(answer.field("Cache-Control"), "no-store");
    EXPECT_EQ(answer.field("X-Request-Id").size(), 32U);
    EXPECT_EQ(answer.field("Access-Control-Allow-Origin"), "");
  }
}

TEST_F(Http, Answers401WithTheSameBytesForEveryCause) {
  std::string first;
  for (const std::string& fields :
       {std::string(), std::string("Authorization: Basic eDp5\r\n"),
        std::string("Authorization: Bearer\r\n"), std::string("Authorization: Bearer wrong\r\n"),
        "X" + server.bearer(), std::string("Cookie: retainwise_session_1=x\r\n"),
        "Cookie: retainwise_session_" + std::to_string(server.port()) + "=x\r\n"}) {
    const Answer answer = server.ask_openly("GET /api/me", fields);
    EXPECT_EQ(answer.status, 401) << fields;
    EXPECT_EQ(answer.field("WWW-Authenticate"), "Bearer error=\"invalid_token\"");
    Json body = answer.json();
    EXPECT_EQ(body["request_id"], answer.field("X-Request-Id"));
    body.erase("request_id");
    if (first.empty()) first = to_text(body);
    EXPECT_EQ(to_text(body), first);
  }
}

TEST_F(Http, TakesTheKeyAndTheSessionAndRefusesWhatIsDoubled) {
  EXPECT_EQ(server.ask("GET /api/me").json()["user"]["role"], "owner");
  const std::string cookie = server.cookie();
  EXPECT_EQ(server.ask_openly("GET /api/me", cookie).status, 200);
  EXPECT_EQ(server.ask("GET /api/me", cookie).status, 200);
  EXPECT_EQ(server.ask_openly("GET /api/me", cookie + "Authorization: Bearer x\r\n").status, 401);
  EXPECT_EQ(server.ask("GET /api/me", server.bearer()).status, 400);
  std::string two = cookie;
  two.insert(two.size() - 2, "; " + two.substr(8, two.size() - 10));
  EXPECT_EQ(server.ask_openly("GET /api/me", two).status, 401);
  EXPECT_EQ(server.ask_openly("GET /api/me?access_token=" + server.bearer().substr(22, 20)).status,
            401);
}

TEST_F(Http, DropsAnAuthorizationInATrailer) {
  Wire wire(server.port());
  wire.send(server.request("POST /api/predictions",
                           "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n") +
            "2\r\n{}\r\n0\r\n" + server.bearer() + "\r\n");
  EXPECT_EQ(wire.receive().status, 401);
}

TEST_F(Http, SpendsALinkOnceAndEndsASessionOnTheServer) {
  auto link = server.identity().make_link();
  ASSERT_TRUE(link.ok());
  const std::string json = "Content-Type: application/json\r\n";
  const std::string body = to_text(Json{{"link", *link}});
  EXPECT_EQ(server.ask_openly("GET /api/session?link=" + *link).status, 200);  // spends nothing
  const Answer in = server.ask_openly("POST /api/session", json, body);
  EXPECT_EQ(in.status, 200);
  const std::string set = in.field("Set-Cookie");
  EXPECT_TRUE(contains(set, "; HttpOnly; SameSite=Strict")) << set;
  EXPECT_TRUE(starts_with(set, "retainwise_session_" + std::to_string(server.port()) + "="));
  EXPECT_EQ(server.ask_openly("POST /api/session", json, body).status, 401);
  const std::string cookie = "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
  const std::string origin = "Origin: http://" + server.host() + "\r\n";
  EXPECT_EQ(server.ask_openly("DELETE /api/session", cookie + origin).status, 204);
  EXPECT_EQ(server.ask_openly("GET /api/me", cookie).status, 401);
}

TEST_F(Http, TakesChangesByCookieFromItsOwnPageOnly) {
  const std::string cookie = server.cookie();
  const std::string id = server.upload().json()["prediction_id"];
  const std::string line = "POST /api/predictions/" + id + "/cancel";
  const std::string origin = "Origin: http://" + server.host() + "\r\n";
  for (const std::string& fields :
       {std::string(), std::string("Origin: http://evil.test\r\n"), std::string("Origin: null\r\n"),
        origin + "Sec-Fetch-Site: cross-site\r\n", origin + "Sec-Fetch-Site: same-site\r\n"})
    EXPECT_EQ(server.ask_openly(line, cookie + fields).status, 403) << fields;
  const std::string nobodys = "POST /api/predictions/00000000-0000-7000-8000-000000000000/cancel";
  EXPECT_EQ(server.ask_openly(nobodys, cookie).status, 404) << "before the question of origin";
  EXPECT_EQ(server.ask_openly(line, cookie + origin + "Content-Type: text/plain\r\n", "x=1").status,
            415);
  EXPECT_EQ(server.ask_openly(line, cookie + origin + "Content-Type: text/plain\r\n").status, 202);
  EXPECT_EQ(server.ask("POST /api/predictions/" + id + "/cancel").status, 409)
      << "a key needs none";
}

TEST_F(Http, AnswersOnlyForItsHosts) {
  for (const std::string_view host :
       {"evil.test", "evil.test:80", "127.0.0.1.evil.test", "localhost.evil.test", "10.0.0.1"}) {
    Wire wire(server.port());
    wire.send("GET /api/openapi.json HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
    EXPECT_EQ(wire.receive().status, 421) << host;
  }
  for (const std::string_view host : {"localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]:8080"}) {
    Wire wire(server.port());
    wire.send("GET /api/openapi.json HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
    EXPECT_EQ(wire.receive().status, 200) << host;
  }
}

TEST_F(Http, ClosesAfterAFramingErrorAndExecutesNothingMore) {
  const std::string smuggled = server.request("POST /api/csv", server.bearer());
  for (const std::string& fields :
       {std::string("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
        std::string("Transfer-Encoding: xchunked\r\n"), std::string("Content-Length: 5, 5\r\n"),
        std::string("A : b\r\n"), std::string("A: b\r\n c\r\n"), std::string("Host: a\r\n")}) {
    Wire wire(server.port());
    wire.send(server.request("GET /health", fields) + "0\r\n\r\n" + smuggled);
    const Answer answer = wire.receive();
    EXPECT_TRUE(answer.status == 400 || answer.status == 501) << fields << answer.status;
    EXPECT_EQ(answer.field("Connection"), "close");
    EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
    EXPECT_TRUE(wire.is_closed()) << fields;
  }
}

TEST_F(Http, ClosesAfterABadChunk) {
  for (const std::string_view chunk : {"0x2\r\n{}\r\n", "2\n{}\r\n", "2\r\n{}0\r\n", "-1\r\n"}) {
    Wire wire(server.port());
    wire.send(server.request("POST /api/predictions", server.bearer() +
                                                          "Content-Type: application/json\r\n"
                                                          "Transfer-Encoding: chunked\r\n") +
              std::string(chunk) + "0\r\n\r\n" + server.request("GET /health"));
    EXPECT_EQ(wire.receive().status, 400) << chunk;
    EXPECT_TRUE(wire.is_closed()) << chunk;
  }
}

TEST_F(Http, AnswersAHundredPipelinedRequestsInOrder) {
  Wire wire(server.port());
  std::string many;
  for (int i = 0; i < 50; ++i)
    many += server.request("GET /api/predictions/" + std::to_string(i), server.bearer()) +
            server.request("GET /health");
  wire.send(many);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(wire.receive().status, 404);
    EXPECT_EQ(wire.receive().status, 200);
  }
}

TEST_F(Http, KeepsAuthorisationToItsOwnRequest) {
  Wire wire(server.port());
  wire.send(server.request("GET /api/me") + server.request("GET /api/me", server.bearer()) +
            server.request("GET /api/me"));
  EXPECT_EQ(wire.receive().status, 401);
  EXPECT_EQ(wire.receive().status, 200);
  EXPECT_EQ(wire.receive().status, 401);
}

TEST_F(Http, AsksForABodyOnlyWhenItWillTakeIt) {
  const std::string expect = std::string(kFormType) + "Expect: 100-continue\r\nContent-Length: ";
  {
    Wire wire(server.port());
    wire.send(server.request("POST /api/csv", expect + "500\r\n"));
    EXPECT_EQ(wire.receive().status, 401);
  }
  {
    Wire wire(server.port());
    wire.send(server.request("POST /api/csv", server.bearer() + expect + "9999999999999\r\n"));
    EXPECT_EQ(wire.receive().status, 413);
  }
  const std::string form = form_of("id,churn\n1,yes\n2,no\n");
  Wire wire(server.port());
  wire.send(server.request("POST /api/csv",
                           server.bearer() + expect + std::to_string(form.size()) + "\r\n"));
  EXPECT_EQ(wire.receive().status, 100);
  wire.send(form);
  EXPECT_EQ(wire.receive().status, 201);
}

TEST_F(Http, LetsAClientReadWhyItsUploadWasRefused) {
  ServerOptions small;
  small.max_upload_bytes = 1000;
  const LiveServer little(small);
  const std::string big = "id,churn\n" + std::string(3 << 20, '1');
  const Answer answer = little.ask("POST /api/csv", kFormType, form_of(big));
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.field("Connection"), "close");
  EXPECT_EQ(little.ask("GET /api/uploads").json()["count"], 0);
}

TEST_F(Http, KnowsMethodsOfEachAddressWithAndWithoutTrailingSlash) {
  EXPECT_EQ(server.ask("PUT /api/predictions").status, 405);
  EXPECT_EQ(server.ask("PUT /api/predictions").field("Allow"), "GET, HEAD, POST");
  EXPECT_EQ(server.ask("GET /api/predictions/").status, 200);
  EXPECT_EQ(server.ask("GET /api/nothing").status, 404);
  EXPECT_EQ(server.ask("GET /api/nothing").field("Content-Type"), "application/problem+json");
  EXPECT_EQ(server.ask("GET /").status, 404) << "there is no page";
  EXPECT_EQ(server.ask("POST /api/predictions/x/process-demo").status, 404);
}

TEST_F(Http, AnswersHeadWithoutABody) {
  Wire wire(server.port());
  wire.send(server.request("HEAD /api/me", server.bearer()) + server.request("GET /health"));
  const Answer head = wire.receive(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_NE(head.field("Content-Length"), "0");
  EXPECT_EQ(wire.receive().body, R"({"status":"ok"})");
}

TEST_F(Http, NeedsAKeyForFiguresAndVersion) {
  EXPECT_EQ(server.ask_openly("GET /metrics").status, 401);
  EXPECT_EQ(server.ask_openly("GET /version").status, 401);
  EXPECT_EQ(server.ask("GET /version").json()["name"], "retainwise");
  EXPECT_TRUE(contains(server.ask("GET /metrics").body, "retainwise_http_requests_total"));
}

TEST_F(Http, TurnsAwayMoreConnectionsThanAnAddressMayHave) {
  ServerOptions few;
  few.max_connections_per_address = 2;
  const LiveServer little(few);
  const Wire one(little.port());
  const Wire two(little.port());
  Wire three(little.port());
  EXPECT_EQ(three.receive().status, 503);
  EXPECT_TRUE(three.is_closed());
}

TEST_F(Http, SaysWhenItsAddressIsTaken) {
  ServerOptions options;
  options.port = server.port();
  const auto second =
      start_server(server.services(), server.identity(), server.previews(), options);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, "address_in_use");
}

}  // namespace
}  // namespace retainwise::http
