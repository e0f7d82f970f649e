#include "service/flows/check_files.h"

#include <filesystem>
#include <fstream>

#include "service/flows/tie_files.h"
#include "tests/service/flows/completed.h"

namespace retainwise::flows {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CheckFiles : public ::testing::Test {
 protected:
  FilesFound check(Depth depth) {
    return check_files(house_.store, house_.blobs, depth, {}).value();
  }
  House house_;
};

TEST_F(CheckFiles, CountsWhatIsThere) {
  complete(house_, "r");
  const FilesFound found = check(Depth::kHashes);
  EXPECT_EQ(found.files, 4);
  EXPECT_GT(found.bytes, 0);
  EXPECT_THAT(found.missing, IsEmpty());
  EXPECT_THAT(found.damaged, IsEmpty());
}

TEST_F(CheckFiles, NamesWhatIsMissing) {
  const PredictionId id = complete(house_, "r");
  std::filesystem::remove(house_.path(*house_.row(id).output_key));
  EXPECT_THAT(check(Depth::kSizes).missing, ElementsAre(*house_.row(id).output_key));
}

TEST_F(CheckFiles, SeesACutUploadByItsSizeAndAChangedResultByItsHash) {
  const PredictionId id = complete(house_, "result");
  const BlobKey upload = *BlobKey::parse(house_.objects("uploads/")[0]);
  std::filesystem::resize_file(house_.path(upload), 5);
  std::ofstream(house_.path(*house_.row(id).output_key)) << "resulT";
  EXPECT_THAT(check(Depth::kSizes).damaged, ElementsAre(upload));
  EXPECT_THAT(check(Depth::kHashes).damaged, ElementsAre(*house_.row(id).output_key, upload));
}

TEST_F(CheckFiles, AProbeLeavesNothingBehind) {
  EXPECT_TRUE(probe_files(house_.blobs, house_.random).ok());
  EXPECT_THAT(house_.objects(), IsEmpty());
  house_.blobs.refuse_puts = true;
  const auto refused = probe_files(house_.blobs, house_.random);
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().detail, ::testing::StartsWith("write"));
}

TEST_F(CheckFiles, ATieIsLookedAtAndNotMade) {
  EXPECT_TRUE(check_tie(house_.store, house_.blobs).ok());
  EXPECT_THAT(house_.objects(), IsEmpty());
  ASSERT_TRUE(tie_files(house_.services).ok());
  EXPECT_TRUE(check_tie(house_.store, house_.blobs).ok());
  House other;
  EXPECT_EQ(check_tie(house_.store, other.blobs).error().code, "files_missing");
  EXPECT_EQ(check_tie(other.store, house_.blobs).error().code, "foreign_files");
}

}  // namespace
}  // namespace retainwise::flows
