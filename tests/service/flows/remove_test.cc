#include "service/flows/remove.h"

#include <algorithm>

#include "tests/service/flows/completed.h"

namespace retainwise::flows {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Remove : public ::testing::Test {
 protected:
  House house_;

  void put(const std::string& key) {
    const auto writer = house_.blobs.put(*BlobKey::parse(key)).value();
    ASSERT_TRUE(writer->write("lost").ok());
    ASSERT_TRUE(writer->finish().ok());
  }
};

TEST_F(Remove, APredictionGoesWithItsFilesAndLeavesTheUpload) {
  const PredictionId id = complete(house_, "r");
  ASSERT_TRUE(remove_prediction(house_.services, house_.tenant(), id).ok());
  EXPECT_THAT(house_.objects("results/"), SizeIs(2));  // until the sweep
  EXPECT_GE(sweep_deletions(house_.services).value(), 2);
  EXPECT_THAT(house_.objects("results/"), IsEmpty());
  EXPECT_THAT(house_.objects("uploads/"), SizeIs(1));
  EXPECT_EQ(sweep_deletions(house_.services).value(), 0);
}

TEST_F(Remove, AnUploadGoesWithItsPredictions) {
  const PredictionId id = complete(house_, "r");
  ASSERT_TRUE(remove_upload(house_.services, house_.tenant(), house_.row(id).upload).ok());
  ASSERT_TRUE(sweep_deletions(house_.services).ok());
  EXPECT_THAT(house_.objects("uploads/"), IsEmpty());
  EXPECT_THAT(house_.objects("results/"), IsEmpty());
  EXPECT_EQ(house_.uploads(), 0U);
}

TEST_F(Remove, ARunningPredictionStays) {
  const store::Prediction mine = house_.upload(kSmallFile).value().prediction;
  ASSERT_TRUE(house_.claim());
  EXPECT_EQ(remove_prediction(house_.services, house_.tenant(), mine.id).error().kind,
            ErrorKind::kConflict);
  EXPECT_EQ(remove_upload(house_.services, house_.tenant(), mine.upload).error().kind,
            ErrorKind::kConflict);
}

TEST_F(Remove, ADeletionIsTriedUntilItWorks) {
  const PredictionId id = complete(house_, "r");
  ASSERT_TRUE(remove_prediction(house_.services, house_.tenant(), id).ok());
  house_.blobs.down = true;
  EXPECT_EQ(sweep_deletions(house_.services).value(), 0);
  house_.blobs.down = false;
  EXPECT_GE(sweep_deletions(house_.services).value(), 2);
  EXPECT_THAT(house_.objects("results/"), IsEmpty());
}

TEST_F(Remove, GarbageIsWhatNoRowNamesAndWhatIsOldEnough) {
  complete(house_, "r");
  const std::vector<std::string> linked = house_.objects();
  put("results/t/p/1/result.csv");
  put("uploads/t/cut.csv");
  put("models/t/p/1/m.rwm");
  EXPECT_EQ(sweep_garbage(house_.services, 60'000).value(), 0);
  house_.clock.pass(61'000);
  EXPECT_EQ(sweep_garbage(house_.services, 60'000).value(), 3);
  EXPECT_EQ(house_.objects(), linked);
}

}  // namespace
}  // namespace retainwise::flows
