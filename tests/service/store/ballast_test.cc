#include "service/store/ballast.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/contract/temporary_directory.h"

namespace retainwise::store {
namespace {

TEST(Ballast, TakesItsRoomGivesItAndTakesItAgain) {
  const test::TemporaryDirectory directory;
  Ballast ballast(directory.file("ballast"), 65'536);
  EXPECT_FALSE(ballast.drop());  // nothing to give yet
  ballast.restore();
  EXPECT_EQ(std::filesystem::file_size(directory.file("ballast")), 65'536U);
  EXPECT_TRUE(ballast.drop());
  EXPECT_FALSE(std::filesystem::exists(directory.file("ballast")));
  EXPECT_FALSE(ballast.drop());
  ballast.restore();
  EXPECT_TRUE(ballast.drop());
}

TEST(Ballast, TakesUpWhatAnEarlierProcessLeft) {
  const test::TemporaryDirectory directory;
  Ballast(directory.file("ballast"), 65'536).restore();
  Ballast again(directory.file("ballast"), 65'536);
  again.restore();
  EXPECT_TRUE(again.drop());
}

TEST(Ballast, LeavesAScarceDiskAlone) {
  const test::TemporaryDirectory directory;
  Ballast ballast(directory.file("ballast"), std::size_t{1} << 50U);
  ballast.restore();
  EXPECT_FALSE(std::filesystem::exists(directory.file("ballast")));
}

}  // namespace
}  // namespace retainwise::store
