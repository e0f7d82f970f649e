#include "service/blob/s3.h"

#include <gmock/gmock.h>

#include "tests/contract/kept_blobs.h"
#include "tests/service/blob/s3_bucket_fixture.h"

namespace retainwise::blob {
namespace {

using test::answer;
using test::Bucket;
using test::HeardRequest;

constexpr std::size_t kPart = 8U << 20U;

std::string many_bytes(std::size_t count) {
  std::string out(count, '\0');
  SeededRandom random(7);
  for (char& c : out) c = static_cast<char>(random.next());
  return out;
}

bool is_part(const HeardRequest& heard) {
  return heard.target.find("partNumber=") != std::string::npos;
}
bool is_completion(const HeardRequest& heard) {
  return heard.method == "POST" && heard.target.find("uploadId=") != std::string::npos;
}
bool is_object_put(const HeardRequest& heard) {
  return heard.method == "PUT" && heard.header("if-none-match") == "*";
}
bool is_read(const HeardRequest& heard) {
  return heard.method == "GET" && heard.target.find("list-type") == std::string::npos;
}

class S3 : public ::testing::Test {
 protected:
  int count(bool (*fits)(const HeardRequest&)) {
    const auto heard = bucket_.gate.heard();
    return static_cast<int>(std::count_if(heard.begin(), heard.end(), fits));
  }
  Bucket bucket_;
  std::unique_ptr<BlobStore> store_ = bucket_.open();
};

TEST_F(S3, AFileUpToOnePartGoesUpWholeAndALargerOneInParts) {
  ASSERT_TRUE(put(*store_, "a/whole", many_bytes(kPart)).ok());
  EXPECT_EQ(count(is_part), 0);
  const std::string bytes = many_bytes(2 * kPart + 17);
  ASSERT_TRUE(put(*store_, "a/parts", bytes).ok());
  EXPECT_EQ(count(is_part), 3);
  const auto reader = store_->get(key("a/parts")).value();
  std::string back(bytes.size(), '\0');
  std::size_t at = 0;
  while (at < back.size()) {
    const std::size_t got =
        reader->read(std::as_writable_bytes(std::span(back).subspan(at))).value();
    ASSERT_GT(got, 0U);
    at += got;
  }
  EXPECT_TRUE(back == bytes);
  EXPECT_EQ(text(*store_, "a/parts", {static_cast<std::int64_t>(kPart) - 2, 4}),
            bytes.substr(kPart - 2, 4));
}

TEST_F(S3, AnAbandonedUploadInPartsIsAborted) {
  { ASSERT_TRUE(store_->put(key("a/b")).value()->write(many_bytes(kPart + 1)).ok()); }
  const auto heard = bucket_.gate.heard();
  EXPECT_EQ(heard.back().method, "DELETE");
  EXPECT_NE(heard.back().target.find("uploadId="), std::string::npos);
}

TEST_F(S3, ACompletionThatSays200AndMeansErrorIsTriedAgain) {
  bucket_.gate.fail(2, is_completion, [](const auto&, const auto&) {
    return answer(200, "<?xml version=\"1.0\"?><Error><Code>InternalError</Code></Error>");
  });
  ASSERT_TRUE(put(*store_, "a/b", many_bytes(kPart + 1)).ok());
  EXPECT_EQ(count(is_completion), 3);
  EXPECT_EQ(store_->get(key("a/b")).value()->size(), static_cast<std::int64_t>(kPart) + 1);
}

TEST_F(S3, ACompletionThatKeepsFailingLeavesNothingBehind) {
  bucket_.gate.fail(99, is_completion, [](const auto&, const auto&) {
    return answer(200, "<Error><Code>InternalError</Code></Error>");
  });
  const auto kept = put(*store_, "a/b", many_bytes(kPart + 1));
  ASSERT_FALSE(kept.ok());
  EXPECT_EQ(kept.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(bucket_.gate.heard().back().method, "DELETE");
  EXPECT_TRUE(keys(*store_).empty());
}

TEST_F(S3, ACompletionWhoseAnswerIsLostIsFoundOut) {
  bucket_.gate.fail(1, is_completion, [](const auto&, const auto& through) {
    through();
    return "";
  });
  EXPECT_TRUE(put(*store_, "a/b", many_bytes(kPart + 1)).ok());
  EXPECT_EQ(keys(*store_).size(), 1U);
}

TEST_F(S3, APartThatIsRefusedForNowIsSentAgain) {
  bucket_.gate.fail(2, is_part, [](const auto&, const auto&) {
    return answer(503, "<Error><Code>SlowDown</Code></Error>");
  });
  EXPECT_TRUE(put(*store_, "a/b", many_bytes(kPart + 1)).ok());
  EXPECT_EQ(count(is_part), 4);
}

TEST_F(S3, SlowDownIsTriedAgainUntilItEnds) {
  bucket_.gate.fail(3, is_object_put, [](const auto&, const auto&) {
    return answer(503, "<Error><Code>SlowDown</Code><Message>later</Message></Error>");
  });
  EXPECT_TRUE(put(*store_, "a/b", "x").ok());
  EXPECT_EQ(text(*store_, "a/b"), "x");
}

TEST_F(S3, AnErrorThatStaysIsUnavailableAndNothingIsKept) {
  bucket_.gate.fail(99, is_object_put,
                    [](const auto&, const auto&) { return answer(500, "<Error/>"); });
  const auto kept = put(*store_, "a/b", "x");
  ASSERT_FALSE(kept.ok());
  EXPECT_EQ(kept.error().kind, ErrorKind::kUnavailable);
  EXPECT_TRUE(keys(*store_).empty());
}

TEST_F(S3, AConnectionThatDiesBeforeTheAnswerIsTriedAgain) {
  bucket_.gate.fail(2, is_object_put, [](const auto&, const auto&) { return ""; });
  EXPECT_TRUE(put(*store_, "a/b", "x").ok());
  EXPECT_EQ(text(*store_, "a/b"), "x");
}

TEST_F(S3, AWriteWhoseAnswerIsLostIsKnownAsItsOwn) {
  bucket_.gate.fail(1, is_object_put, [](const auto&, const auto& through) {
    through();
    return "";
  });
  EXPECT_TRUE(put(*store_, "a/b", "mine").ok());
  EXPECT_EQ(text(*store_, "a/b"), "mine");
  EXPECT_EQ(put(*store_, "a/b", "other").error().kind, ErrorKind::kConflict);
}

TEST_F(S3, ABodyThatBreaksOffIsReadOnWhereItBroke) {
  const std::string bytes = many_bytes(100'000);
  ASSERT_TRUE(put(*store_, "a/b", bytes).ok());
  bucket_.gate.fail(2, is_read, [](const auto&, const auto& through) {
    const std::string whole = through();
    return whole.substr(0, whole.size() / 2);
  });
  EXPECT_TRUE(text(*store_, "a/b") == bytes);
}

TEST_F(S3, ABodyThatKeepsBreakingOffEndsWithAnErrorAndNeverShort) {
  const std::string bytes = many_bytes(100'000);
  ASSERT_TRUE(put(*store_, "a/b", bytes).ok());
  bucket_.gate.fail(99, is_read, [](const auto&, const auto& through) {
    const std::string whole = through();
    return whole.substr(0, whole.size() - 60'000);
  });
  const auto got = get(*store_, "a/b");
  ASSERT_FALSE(got.ok());
  EXPECT_EQ(got.error().kind, ErrorKind::kUnavailable);
}

TEST_F(S3, ALinkNeedsNoHeaderNamesItsFileAndEnds) {
  ASSERT_TRUE(put(*store_, "results/t/r.csv", "a,b\n").ok());
  const auto link = *store_->presign(key("results/t/r.csv"), "Kündigung \"x\".csv", 9'999).value();
  EXPECT_NE(link.find("X-Amz-Expires=300&"), std::string::npos);
  EXPECT_NE(link.find("response-content-disposition=" +
                      net::percent_encoded("attachment; filename=\"K__ndigung _x_.csv\"; "
                                           "filename*=UTF-8''K%C3%BCndigung%20%22x%22.csv")),
            std::string::npos);
  const auto got = bucket_.cloud.client.send({"GET", link}).value();
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.body, "a,b\n");
}

TEST_F(S3, ARefusedKeyIsSaidToBe) {
  bucket_.gate.fail(9, is_object_put, [](const auto&, const auto&) {
    return answer(403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
  });
  const auto refused = put(*store_, "a/b", "x");
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().what.find("refuses these credentials"), std::string::npos);
  EXPECT_EQ(count(is_object_put), 1);
}

/// fauxqs has no list of uploads, so the gate gives one.
TEST_F(S3, UnfinishedUploadsOfTheDeadAreSweptAndYoungerOnesAreNot) {
  const auto under_way = store_->put(key("a/b")).value();
  ASSERT_TRUE(under_way->write(many_bytes(kPart + 1)).ok());
  const std::string target = bucket_.gate.heard().back().target;
  const std::string upload = target.substr(target.rfind('=') + 1);
  bucket_.gate.fail(
      2, [](const auto& heard) { return heard.method == "GET"; },
      [&](const auto&, const auto&) {
        return answer(200,
                      "<ListMultipartUploadsResult><Upload><Key>a/b</Key>"
                      "<Initiated>2026-01-01T00:00:00.000Z</Initiated><UploadId>" +
                          upload + "</UploadId></Upload></ListMultipartUploadsResult>");
      });
  EXPECT_EQ(store_->sweep_unfinished({0}).value(), 0);
  EXPECT_EQ(store_->sweep_unfinished({bucket_.cloud.clock.now().unix_ms}).value(), 1);
  EXPECT_FALSE(under_way->finish().ok());
}

TEST_F(S3, SaysThatTheBucketIsMissing) {
  const auto log = telemetry::make_silent_log();
  const auto store = open_s3({.bucket = "no-such-bucket", .endpoint = bucket_.gate.url()},
                             bucket_.cloud.access, *log)
                         .value();
  const auto checked = store->check();
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().what, "There is no such bucket.");
  EXPECT_EQ(put(*store, "a/b", "x").error().kind, ErrorKind::kUnavailable);
}

TEST_F(S3, RefusesABucketOrEndpointThatCannotBe) {
  const auto open = [&](const std::string& bucket, const std::string& endpoint) {
    return open_s3({.bucket = bucket, .endpoint = endpoint}, bucket_.cloud.access, *bucket_.log)
        .ok();
  };
  EXPECT_TRUE(open("my.bucket-1", "https://x.test:9000"));
  EXPECT_FALSE(open("My_Bucket", ""));
  EXPECT_FALSE(open("a/b", ""));
  EXPECT_FALSE(open("bucket", "ftp://x"));
  EXPECT_FALSE(open("bucket", "https://user@x"));
}

TEST_F(S3, AnAddressHoldsTheBucketInItsHostAtAwsAndInItsPathElsewhere) {
  const auto link = [&](S3Options options) {
    const auto store = open_s3(options, bucket_.cloud.access, *bucket_.log).value();
    const std::string all = *store->presign(key("a/b"), "f.csv", 60).value();
    return all.substr(0, all.find('?'));
  };
  EXPECT_EQ(link({.bucket = "plain"}), "https://plain.s3.us-east-1.amazonaws.com/a/b");
  EXPECT_EQ(link({.bucket = "with.dots"}), "https://s3.us-east-1.amazonaws.com/with.dots/a/b");
  EXPECT_EQ(link({.bucket = "plain", .endpoint = "http://x:9"}), "http://x:9/plain/a/b");
  EXPECT_EQ(link({.bucket = "plain", .endpoint = "http://x:9", .addressing = Addressing::kHost}),
            "http://plain.x:9/a/b");
}

}  // namespace
}  // namespace retainwise::blob
