#include "service/flows/export_result.h"

#include <fstream>

#include "service/flows/blob_part.h"
#include "tests/service/flows/completed.h"

namespace retainwise::flows {
namespace {

class ExportResult : public ::testing::Test {
 protected:
  House house_;
};

/// All bytes, or the error on the way; `passed` counts what came before.
Result<std::string> read_all(blob::BlobReader& reader, std::size_t& passed) {
  std::string text;
  std::array<std::byte, 1000> chunk{};
  while (true) {
    RW_TRY(const std::size_t count, reader.read(chunk));
    if (count == 0) return text;
    passed += count;
    text += as_text(std::span(chunk).first(count));
  }
}

TEST_F(ExportResult, GivesTheRecordedBytesUnderTheUploadsName) {
  const std::string result(4321, 'r');
  const PredictionId id = complete(house_, result);
  const Export exported = export_result(house_.services, house_.tenant(), id).value();
  EXPECT_EQ(exported.bytes->size(), 4321);
  EXPECT_EQ(exported.filename, "customers with churn.csv");
  EXPECT_EQ(exported.sha256, house_.row(id).result_sha256);
  std::size_t passed = 0;
  EXPECT_EQ(read_all(*exported.bytes, passed).value(), result);
}

TEST_F(ExportResult, KeepsBackTheEndOfADamagedFile) {
  const PredictionId id = complete(house_, std::string(4321, 'r'));
  std::ofstream(house_.path(*house_.row(id).output_key)) << std::string(4320, 'r') << 'x';
  const Export exported = export_result(house_.services, house_.tenant(), id).value();
  std::size_t passed = 0;
  const auto read = read_all(*exported.bytes, passed);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().kind, ErrorKind::kBug);
  EXPECT_LT(passed, 4321U);
}

TEST_F(ExportResult, GivesAPartOfTheBytes) {
  const PredictionId id = complete(house_, "0123456789");
  std::size_t passed = 0;
  const auto part =
      part_of(export_result(house_.services, house_.tenant(), id).value().bytes, 3, 4);
  EXPECT_EQ(part->size(), 4);
  EXPECT_EQ(read_all(*part, passed).value(), "3456");
}

TEST_F(ExportResult, KeepsBackTheEndOfAPartOfADamagedFile) {
  const PredictionId id = complete(house_, std::string(4321, 'r'));
  std::ofstream(house_.path(*house_.row(id).output_key)) << std::string(4320, 'r') << 'x';
  const auto part =
      part_of(export_result(house_.services, house_.tenant(), id).value().bytes, 0, 2000);
  std::size_t passed = 0;
  EXPECT_FALSE(read_all(*part, passed).ok());
  EXPECT_LT(passed, 2000U);
}

TEST_F(ExportResult, HasNothingToGiveBeforeTheEnd) {
  const PredictionId id = house_.upload(kSmallFile).value().prediction.id;
  EXPECT_EQ(export_result(house_.services, house_.tenant(), id).error().code, "not_completed");
}

TEST_F(ExportResult, GivesAnotherTenantNothing) {
  const PredictionId id = complete(house_, "r");
  const auto stranger = TenantId::make(house_.random, house_.clock.now());
  EXPECT_EQ(export_result(house_.services, stranger, id).error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace retainwise::flows
