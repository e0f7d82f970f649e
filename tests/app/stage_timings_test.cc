#include "app/stage_timings.h"

#include <gtest/gtest.h>

namespace retainwise::app {
namespace {

using std::chrono::seconds;

TEST(StageTimings, AddUpTheSecondsOfEachStageInOrderOfFirstAppearance) {
  const StageTimings::Instant start{};
  StageTimings timings;
  EXPECT_TRUE(timings.turn_to(Stage::kLearning, start));
  EXPECT_FALSE(timings.turn_to(Stage::kLearning, start + seconds(1)));
  EXPECT_TRUE(timings.turn_to(Stage::kScoring, start + seconds(3)));
  EXPECT_TRUE(timings.turn_to(Stage::kLearning, start + seconds(4)));
  EXPECT_EQ(to_text(timings.seconds(start + seconds(9))), R"({"learning":8.0,"scoring":1.0})");
}

TEST(StageTimings, AreEmptyBeforeTheFirstStage) {
  EXPECT_EQ(to_text(StageTimings().seconds({})), "{}");
}

}  // namespace
}  // namespace retainwise::app
