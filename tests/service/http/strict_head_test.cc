#include "service/http/strict_head.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace retainwise::http {
namespace {

/// 0 where the head is read to its end, -1 where more is needed, else the status of the refusal.
int verdict(std::string_view bytes) {
  HeadReader reader;
  reader.feed(bytes);
  if (reader.refusal()) return reader.refusal()->status;
  return reader.done() ? 0 : -1;
}

Head head_of(std::string_view bytes) {
  HeadReader reader;
  EXPECT_EQ(reader.feed(bytes), bytes.size());
  EXPECT_TRUE(reader.done()) << bytes;
  return reader.take();
}

std::string with(std::string_view fields) {
  return "POST /api/csv HTTP/1.1\r\nHost: localhost:8080\r\n" + std::string(fields) + "\r\n";
}

std::string get(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

TEST(StrictHead, ReadsAnOrdinaryRequest) {
  const Head head = head_of(
      "GET /api/predictions?limit=5 HTTP/1.1\r\nHost: LocalHost:8080\r\nAccept:  */* \r\n\r\n");
  EXPECT_EQ(head.method, Method::kGet);
  EXPECT_EQ(head.path, "/api/predictions");
  EXPECT_EQ(head.query, "limit=5");
  EXPECT_EQ(head.host, "localhost:8080");
  EXPECT_EQ(head.field("accept"), "*/*");
  EXPECT_EQ(head.field("absent"), "");
  EXPECT_TRUE(head.keep_alive);
  EXPECT_EQ(head.framing, Framing::kNone);
}

TEST(StrictHead, GivesTheSameAnswerHoweverTheBytesAreCut) {
  const std::string bytes = with("Content-Length: 12\r\nExpect: 100-continue\r\n");
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    HeadReader reader;
    reader.feed(std::string_view(bytes).substr(0, cut));
    EXPECT_EQ(reader.done(), cut == bytes.size());
    reader.feed(std::string_view(bytes).substr(cut));
    ASSERT_TRUE(reader.done());
    const Head head = reader.take();
    EXPECT_EQ(head.content_length, 12);
    EXPECT_TRUE(head.expects_continue);
  }
}

TEST(StrictHead, LeavesWhatFollowsTheHead) {
  HeadReader reader;
  const std::string bytes = get("/health");
  EXPECT_EQ(reader.feed(bytes + "GET /next"), bytes.size());
  EXPECT_EQ(reader.feed("more"), 0U);
}

TEST(StrictHead, SkipsOneEmptyLineBeforeTheRequestLineAndNoMore) {
  EXPECT_EQ(verdict("\r\n" + get("/")), 0);
  EXPECT_EQ(verdict("\r\n\r\n" + get("/")), 400);
}

TEST(StrictHead, RefusesLengthBesideTransferEncodingInEitherOrder) {
  EXPECT_EQ(verdict(with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")), 400);
  EXPECT_EQ(verdict(with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")), 400);
}

TEST(StrictHead, ReadsChunkedInAnyCaseOnly) {
  EXPECT_EQ(head_of(with("Transfer-Encoding: chunked\r\n")).framing, Framing::kChunked);
  EXPECT_EQ(head_of(with("transfer-encoding:cHuNkEd\r\n")).framing, Framing::kChunked);
  for (const std::string_view value :
       {" identity", " xchunked", " ,chunked", " chunked,chunked", " \"chunked\"",
        " \xA0"
        "chunked",
        "\tchunked", " chunked\t",
        " \x0B"
        "chunked",
        " gzip, chunked", "", " chunked\r\n gzip", " chunked\r\nTransfer-Encoding: chunked",
        " chunked\r\nTransfer-Encoding: identity"}) {
    const int status = verdict(with("Transfer-Encoding:" + std::string(value) + "\r\n"));
    EXPECT_TRUE(status == 400 || status == 501) << value << " gave " << status;
  }
  EXPECT_EQ(verdict("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
}

TEST(StrictHead, ReadsAContentLengthOfDigitsOnly) {
  EXPECT_EQ(head_of(with("Content-Length: 9223372036854775807\r\n")).content_length,
            9223372036854775807);
  for (const std::string_view value :
       {"+5", "-1", "0x5", "5_0", "5 5", "", "5, 5", "5,5", "9223372036854775808",
        "99999999999999999999", "5\r\nContent-Length: 5", "5\r\nContent-Length: 6", "\xD9\xA5"})
    EXPECT_EQ(verdict(with("Content-Length: " + std::string(value) + "\r\n")), 400) << value;
}

TEST(StrictHead, NeedsExactlyOneHost) {
  EXPECT_EQ(verdict("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(verdict("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), 400);
  for (const std::string_view host : {"a b", "a@b", "a/b", "", "a,b", "[::1", "a:", "a:80a",
                                      "a:123456", "[]", "a:80:80", "\xC3\xA4"})
    EXPECT_EQ(verdict("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"), 400) << host;
  EXPECT_EQ(head_of("GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n").host, "[::1]:8080");
  EXPECT_EQ(head_of("GET / HTTP/1.0\r\n\r\n").host, "");
}

TEST(StrictHead, TakesAnAbsoluteTargetOfTheSameHostOnly) {
  EXPECT_EQ(head_of("GET http://a:80/x?y=1 HTTP/1.1\r\nHost: a:80\r\n\r\n").path, "/x");
  EXPECT_EQ(head_of("GET HTTP://A HTTP/1.1\r\nHost: a\r\n\r\n").path, "/");
  EXPECT_EQ(verdict("GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n"), 421);
  EXPECT_EQ(verdict("GET http://u@a/x HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  EXPECT_EQ(verdict("GET ftp://a/x HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
}

TEST(StrictHead, RefusesFieldsThatAreNoFields) {
  for (const std::string_view field :
       {"A : b", " A: b", ": b", "A", "A\xC3: b", "A(b): c", "A: b\r\n c", "A: b\r\n\tc"})
    EXPECT_EQ(verdict(with(std::string(field) + "\r\n")), 400) << field;
  for (const char c : {'\0', '\r', '\x01', '\x1B', '\x7F'})
    EXPECT_EQ(verdict(with("A: b" + std::string(1, c) + "c\r\n")), 400) << static_cast<int>(c);
}

TEST(StrictHead, RefusesBareLineFeeds) {
  EXPECT_EQ(verdict("GET / HTTP/1.1\nHost: a\n\n"), 400);
  EXPECT_EQ(verdict("GET / HTTP/1.1\r\nHost: a\n\r\n"), 400);
  EXPECT_EQ(verdict("GET / HTTP/1.1\r\nHost: a\r\n\n"), 400);
}

TEST(StrictHead, SpeaksTwoVersionsOfHttp) {
  EXPECT_EQ(verdict("GET /\r\n"), 400);
  EXPECT_EQ(verdict("GET / HTTP/1.2\r\n"), 505);
  EXPECT_EQ(verdict("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
  for (const std::string_view version : {"HTTP/1.10", "http/1.1", "HTTP/1,1", "HTTP/11", "HTTP/1."})
    EXPECT_EQ(verdict("GET / " + std::string(version) + "\r\n"), 400) << version;
  EXPECT_FALSE(head_of("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n").keep_alive);
}

TEST(StrictHead, KnowsMethodsInCapitalLettersOnly) {
  for (const std::string_view method : {"TRACE", "CONNECT"})
    EXPECT_EQ(verdict(std::string(method) + " / HTTP/1.1\r\n"), 405);
  for (const std::string_view method : {"get", "Get", "BREW", "PROPFIND"})
    EXPECT_EQ(verdict(std::string(method) + " / HTTP/1.1\r\n"), 501);
  EXPECT_EQ(verdict("GE(T / HTTP/1.1\r\n"), 400);
}

TEST(StrictHead, BoundsTargetFieldsAndHead) {
  EXPECT_EQ(verdict(get("/" + std::string(8191, 'a'))), 0);
  EXPECT_EQ(verdict(get("/" + std::string(8192, 'a'))), 414);
  EXPECT_EQ(verdict("GET /" + std::string(9000, 'a')), 414) << "before the line ends";
  std::string fields;
  for (int i = 0; i < 99; ++i) fields += "A: b\r\n";
  EXPECT_EQ(verdict(with(fields)), 0);
  EXPECT_EQ(verdict(with(fields + "A: b\r\n")), 431);
  EXPECT_EQ(verdict(with("A: " + std::string(15 << 10, 'b') + "\r\n")), 0);
  EXPECT_EQ(verdict(with("A: " + std::string(16 << 10, 'b'))), 431) << "before the line ends";
}

TEST(StrictHead, RefusesTargetsThatMeanTwoThings) {
  for (const std::string_view target :
       {"/%00",  "/a%2fb", "/a%2Fb",    "/%2e%2e/x", "/../x", "/a/./b", "//",   "/a//b",
        "/a\\b", "/a%5cb", "/\xC3\xA4", "/a#b",      "/%",    "/%4",    "/%zz", "/%ff",
        "/%0a",  "/a?b#c", "*",         "a",         "/a\"b", "/<"})
    EXPECT_EQ(verdict(get(target)), 400) << target;
}

TEST(StrictHead, DecodesAPathOnce) {
  EXPECT_EQ(head_of(get("/%61%20%C3%A4")).path, "/a ä");
  EXPECT_EQ(head_of(get("/%252e%252e/x")).path, "/%2e%2e/x");
}

TEST(StrictHead, RefusesTwoOfWhatIsBelieved) {
  for (const std::string_view name :
       {"Authorization", "Cookie", "Origin", "Content-Type", "Idempotency-Key", "Content-Encoding"})
    EXPECT_EQ(verdict(with(std::string(name) + ": a\r\n" + std::string(name) + ": a\r\n")), 400);
  EXPECT_EQ(verdict(with("X-Any: a\r\nX-Any: b\r\n")), 0);
}

TEST(StrictHead, KnowsOneExpectation) {
  EXPECT_EQ(verdict(with("Expect: 200-ok\r\n")), 417);
  EXPECT_FALSE(head_of(with("Expect: 100-continue\r\n")).expects_continue) << "there is no body";
}

TEST(StrictHead, HearsConnectionClose) {
  EXPECT_FALSE(head_of(with("Connection: Close\r\n")).keep_alive);
  EXPECT_FALSE(head_of(with("Connection: te, close\r\n")).keep_alive);
  EXPECT_TRUE(head_of(with("Connection: keep-alive\r\n")).keep_alive);
}

TEST(StrictHead, RefusesATlsHelloAtOnce) {
  EXPECT_EQ(verdict("\x16\x03\x01"), 400);
}

}  // namespace
}  // namespace retainwise::http
