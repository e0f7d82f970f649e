#include "service/flows/accept_upload.h"

#include "service/flows/blob_names.h"
#include "service/flows/sha256.h"
#include "tests/service/flows/house.h"

namespace retainwise::flows {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::SizeIs;

class AcceptUpload : public ::testing::Test {
 protected:
  House house_;

  void expect_nothing_kept() {
    EXPECT_THAT(house_.objects(), IsEmpty());
    EXPECT_EQ(house_.uploads(), 0U);
    EXPECT_FALSE(house_.claim());
  }
};

TEST_F(AcceptUpload, KeepsTheBytesAndWritesBothRows) {
  const Accepted accepted = house_.upload(kSmallFile).value();
  EXPECT_EQ(house_.content(accepted.upload.object_key), kSmallFile);
  EXPECT_EQ(accepted.upload.sha256, sha256_hex(as_bytes(kSmallFile)));
  EXPECT_EQ(accepted.upload.file_size, static_cast<std::int64_t>(kSmallFile.size()));
  EXPECT_EQ(accepted.prediction.status, store::Status::kQueued);
  EXPECT_EQ(house_.row(accepted.prediction.id).upload, accepted.upload.id);
  EXPECT_FALSE(accepted.repeated);
}

TEST_F(AcceptUpload, NamesTheObjectByTenantTimeChanceAndASafeName) {
  const Accepted accepted =
      house_.upload(kSmallFile, "", std::nullopt, "../Ünï \r\n Q3 (final).CSV").value();
  EXPECT_THAT(accepted.upload.object_key.text(),
              MatchesRegex("uploads/" + house_.tenant().text() +
                           "/[0-9]{8}T[0-9]{9}-[0-9a-f]{8}-n-Q3-final\\.csv"));
  EXPECT_EQ(accepted.upload.filename, "../Ünï \r\n Q3 (final).CSV");
}

TEST_F(AcceptUpload, RecordsTodayWhereNobodySaidWhenTheFileIsOf) {
  const Accepted today = house_.upload(kSmallFile).value();
  EXPECT_EQ(today.prediction.options["as_of"], iso(date_of(house_.clock.now())));
  const Accepted then = house_.upload(kSmallFile, R"({"as_of":"2020-02-29"})").value();
  EXPECT_EQ(then.prediction.options["as_of"], "2020-02-29");
}

TEST_F(AcceptUpload, LeavesNothingWhereItIsDroppedBeforeItsEnd) {
  {
    const auto incoming =
        accept_upload(house_.services, {house_.tenant(), house_.member.user.id, "a.csv", {}})
            .value();
    ASSERT_TRUE(incoming->feed(as_bytes(kSmallFile)).ok());
  }
  expect_nothing_kept();
}

TEST_F(AcceptUpload, RefusesWhatIsNoTable) {
  const std::vector<std::string> files = {"", "\n\n", "%PDF-1.7\n%rest", "PK\x03\x04zip"};
  for (const std::string& bytes : files) {
    const auto accepted = house_.upload(bytes);
    ASSERT_FALSE(accepted.ok()) << "accepted: " << bytes;
    EXPECT_EQ(accepted.error().kind, ErrorKind::kBadFile) << bytes;
    EXPECT_FALSE(accepted.error().hint.empty()) << bytes;
  }
  expect_nothing_kept();
}

TEST_F(AcceptUpload, RefusesAHeaderWithoutRows) {
  const auto accepted = house_.upload("id,months,churned\n");
  ASSERT_FALSE(accepted.ok());
  EXPECT_EQ(accepted.error().code, "no_rows");
  expect_nothing_kept();
}

TEST_F(AcceptUpload, StopsAtTheByteThatIsTooMuch) {
  const auto limit = static_cast<std::int64_t>(kSmallFile.size());
  AcceptOptions options{house_.tenant(), house_.member.user.id, "a.csv", {}, limit};
  const auto incoming = accept_upload(house_.services, options).value();
  EXPECT_TRUE(incoming->feed(as_bytes(kSmallFile)).ok());
  const auto fed = incoming->feed(as_bytes("4"));
  ASSERT_FALSE(fed.ok());
  EXPECT_EQ(fed.error().code, "too_large");
  EXPECT_EQ(incoming->finish("").error().code, "too_large");
  expect_nothing_kept();
}

TEST_F(AcceptUpload, RefusesOptionsThatDoNotFitAndNamesTheKey) {
  const auto accepted = house_.upload(kSmallFile, R"({"outcom":"churned"})");
  ASSERT_FALSE(accepted.ok());
  EXPECT_EQ(accepted.error().kind, ErrorKind::kBadRequest);
  EXPECT_THAT(accepted.error().what, ::testing::HasSubstr("outcom"));
  EXPECT_EQ(house_.upload(kSmallFile, "[").error().kind, ErrorKind::kBadRequest);
  expect_nothing_kept();
}

TEST_F(AcceptUpload, RefusesAModelThatIsNotThere) {
  const auto accepted =
      house_.upload(kSmallFile, R"({"model":"0193b8a0-0000-7000-8000-000000000000"})");
  EXPECT_EQ(accepted.error().code, "unknown_model");
  EXPECT_EQ(house_.upload(kSmallFile, R"({"model":"x"})").error().code, "unknown_model");
  expect_nothing_kept();
}

TEST_F(AcceptUpload, TakesTheBytesBackWhereTheRowsCouldNotBeWritten) {
  house_.store.refuse_writes = 1;
  const auto accepted = house_.upload(kSmallFile);
  EXPECT_EQ(accepted.error().kind, ErrorKind::kUnavailable);
  expect_nothing_kept();
}

TEST_F(AcceptUpload, KeepsTheBytesWhereTheRowsMayHaveBeenWritten) {
  house_.store.lose_answers = 1;
  EXPECT_EQ(house_.upload(kSmallFile).error().kind, ErrorKind::kUnavailable);
  const auto claim = house_.claim();
  ASSERT_TRUE(claim);
  EXPECT_EQ(house_.content(claim->upload.object_key), kSmallFile);
}

TEST_F(AcceptUpload, LivesWithAQueueThatIsDown) {
  house_.queue.mute = true;
  const Accepted accepted = house_.upload(kSmallFile).value();
  EXPECT_EQ(house_.row(accepted.prediction.id).status, store::Status::kQueued);
}

TEST_F(AcceptUpload, GivesTheSameAnswerForTheSameKeyAndBody) {
  const Accepted first = house_.upload(kSmallFile, R"({"seed":1})", "key").value();
  const Accepted again = house_.upload(kSmallFile, R"({"seed":1})", "key").value();
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.upload.id, first.upload.id);
  EXPECT_EQ(again.prediction.id, first.prediction.id);
  EXPECT_EQ(house_.uploads(), 1U);
  EXPECT_THAT(house_.objects(), ElementsAre(first.upload.object_key.text()));
}

TEST_F(AcceptUpload, RefusesAKeyThatCameWithAnotherBody) {
  ASSERT_TRUE(house_.upload(kSmallFile, R"({"seed":1})", "key").ok());
  EXPECT_EQ(house_.upload(kSmallFile, R"({"seed":2})", "key").error().code, "idempotency_reused");
  const std::string other = std::string(kSmallFile) + "4,1,pro,no\n";
  EXPECT_EQ(house_.upload(other, R"({"seed":1})", "key").error().code, "idempotency_reused");
  EXPECT_THAT(house_.objects(), SizeIs(1));
}

TEST_F(AcceptUpload, AFailedRequestLeavesItsKeyFree) {
  house_.store.refuse_writes = 1;
  EXPECT_FALSE(house_.upload(kSmallFile, "", "key").ok());
  EXPECT_FALSE(house_.upload(kSmallFile, "", "key").value().repeated);
}

TEST_F(AcceptUpload, RunsAStoredUploadAgainWithOtherOptions) {
  const Accepted first = house_.upload(kSmallFile).value();
  const auto again = predict_again(house_.services, house_.tenant(), house_.member.user.id,
                                   first.upload.id, R"({"seed":7})");
  ASSERT_TRUE(again.ok());
  EXPECT_NE(again->id, first.prediction.id);
  EXPECT_EQ(again->upload, first.upload.id);
  EXPECT_EQ(again->options["seed"], 7);
  EXPECT_EQ(predict_again(house_.services, house_.tenant(), house_.member.user.id, UploadId{99}, "")
                .error()
                .kind,
            ErrorKind::kNotFound);
}

TEST(SafeName, LeavesOnlyWhatCanStandInAPath) {
  EXPECT_EQ(safe_name("telco.csv"), "telco");
  EXPECT_EQ(safe_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(safe_name("C:\\data\\Q3 2026.final.csv"), "Q3-2026-final");
  EXPECT_EQ(safe_name(".htaccess"), "htaccess");
  EXPECT_EQ(safe_name("customers.csv.gz"), "customers");
  EXPECT_EQ(safe_name("\xE2\x80\xAE.csv"), "upload");
  EXPECT_EQ(safe_name(""), "upload");
  EXPECT_EQ(safe_name(std::string(5000, 'a')).size(), 80U);
}

}  // namespace
}  // namespace retainwise::flows
