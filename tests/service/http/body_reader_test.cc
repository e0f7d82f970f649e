#include "service/http/body_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace retainwise::http {
namespace {

struct Read {
  std::string body;
  std::string rest;
  bool done = false;
  bool refused = false;
};

Read read_in_steps(const Head& head, std::string_view bytes, std::size_t step) {
  BodyReader reader(head);
  Read read;
  std::size_t at = 0;
  while (at < bytes.size() && !reader.done() && !reader.refusal()) {
    const auto part = reader.feed(bytes.substr(at, step));
    read.body += part.body;
    at += part.taken;
  }
  read.rest = bytes.substr(at);
  read.done = reader.done();
  read.refused = reader.refusal().has_value();
  return read;
}

Head chunked() {
  Head head;
  head.framing = Framing::kChunked;
  return head;
}

Head of_length(std::int64_t length) {
  Head head;
  head.framing = Framing::kLength;
  head.content_length = length;
  return head;
}

bool refused(std::string_view bytes) {
  const bool whole = read_in_steps(chunked(), bytes, bytes.size()).refused;
  EXPECT_EQ(read_in_steps(chunked(), bytes, 1).refused, whole) << bytes;
  return whole;
}

TEST(BodyReader, HasNoBodyWithoutFraming) {
  EXPECT_TRUE(BodyReader(Head{}).done());
  EXPECT_TRUE(BodyReader(of_length(0)).done());
}

TEST(BodyReader, TakesExactlyTheLength) {
  for (const std::size_t step : {1U, 3U, 100U}) {
    const Read read = read_in_steps(of_length(5), "helloGET /", step);
    EXPECT_EQ(read.body, "hello");
    EXPECT_TRUE(read.done);
    EXPECT_EQ(read.rest, "GET /");
  }
}

TEST(BodyReader, JoinsChunksAndDropsExtensionsAndTrailers) {
  const std::string bytes =
      "5;name=\"x\"\r\nhello\r\n00B ; y\r\n, my world\n\r\n0\r\nAuthorization: Bearer "
      "x\r\n\r\nNEXT";
  for (const std::size_t step : {1U, 2U, 7U, 500U}) {
    const Read read = read_in_steps(chunked(), bytes, step);
    EXPECT_EQ(read.body, "hello, my world\n");
    EXPECT_TRUE(read.done);
    EXPECT_EQ(read.rest, "NEXT");
  }
}

TEST(BodyReader, RefusesSizesThatAreNoSizes) {
  for (const std::string_view size : {"0x5", "+5", "-5", "5_0", "", " 5", "5 ", "g", ";a",
                                      "00000000000000005", "ffffffffffffffff", "8000000000000000"})
    EXPECT_TRUE(refused(std::string(size) + "\r\nhello\r\n0\r\n\r\n")) << size;
}

TEST(BodyReader, RefusesLinesWithoutCrlf) {
  EXPECT_TRUE(refused("5\nhello\r\n0\r\n\r\n"));
  EXPECT_TRUE(refused("5\r\r\nhello\r\n0\r\n\r\n"));
  EXPECT_TRUE(refused("5\r\nhello0\r\n\r\n"));
  EXPECT_TRUE(refused("5\r\nhello\n0\r\n\r\n"));
  EXPECT_TRUE(refused("5\r\nhello\r\r\n0\r\n\r\n"));
  EXPECT_TRUE(refused("0\r\n\n"));
  EXPECT_TRUE(refused("5;\x01\r\nhello\r\n0\r\n\r\n"));
}

TEST(BodyReader, BoundsChunkHeadersAndTrailers) {
  EXPECT_TRUE(refused("5;" + std::string(9000, 'a')));
  EXPECT_TRUE(refused("0\r\nA: " + std::string(9000, 'a')));
  std::string many = "0\r\n";
  for (int i = 0; i < 2000; ++i) many += "A: b\r\n";
  EXPECT_TRUE(refused(many));
}

TEST(BodyReader, RefusesTrailersThatAreNoFields) {
  EXPECT_TRUE(refused("0\r\nnonsense\r\n\r\n"));
  EXPECT_TRUE(refused("0\r\n: x\r\n\r\n"));
}

TEST(BodyReader, IsNotDoneWhenTheBytesStop) {
  EXPECT_FALSE(read_in_steps(chunked(), "5\r\nhel", 100).done);
  EXPECT_FALSE(read_in_steps(chunked(), "5\r\nhello\r\n0\r\n", 100).done);
  EXPECT_FALSE(read_in_steps(of_length(9), "hello", 100).done);
}

}  // namespace
}  // namespace retainwise::http
