#include "service/flows/tie_files.h"

#include <array>

#include "tests/service/flows/house.h"

namespace retainwise::flows {
namespace {

using ::testing::HasSubstr;

/// Two databases and two places for files, in any combination.
class TieFiles : public ::testing::Test {
 protected:
  TieFiles() {
    std::array<std::byte, 8> other{};
    b_.random.fill(other);  // or both would draw the same name
  }
  Services together(House& rows, House& files) {
    return {rows.store,  files.blobs, rows.queue,    rows.clock,
            rows.random, *rows.log,   *rows.counters};
  }
  Result<void> tie(House& rows, House& files) {
    Services services = together(rows, files);
    return tie_files(services);
  }
  void remove_name(House& files) {
    ASSERT_TRUE(files.blobs.remove(*BlobKey::parse("belongs-to/database.txt")).ok());
  }

  House a_, b_;
};

TEST_F(TieFiles, TheFirstStartTiesThemAndLaterOnesFindThemTied) {
  EXPECT_TRUE(tie(a_, a_).ok());
  EXPECT_TRUE(tie(a_, a_).ok());
  EXPECT_TRUE(tie(b_, b_).ok());
  EXPECT_NE(a_.content(*BlobKey::parse("belongs-to/database.txt")), std::string());
}

TEST_F(TieFiles, ASecondPlaceForFilesIsRefused) {
  ASSERT_TRUE(tie(a_, a_).ok());
  const auto refused = tie(a_, b_);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "files_missing");
  EXPECT_THAT(refused.error().hint, HasSubstr("PREDICTIONS_BUCKET"));
}

TEST_F(TieFiles, FilesOfAnotherDatabaseAreRefusedByANewOneAndByOneThatHasItsOwn) {
  ASSERT_TRUE(tie(a_, a_).ok());
  EXPECT_EQ(tie(b_, a_).error().code, "foreign_files");
  ASSERT_TRUE(tie(b_, b_).ok());
  EXPECT_EQ(tie(b_, a_).error().code, "foreign_files");
}

TEST_F(TieFiles, FilesThatWereRemovedAreMissedAndMovedOnesAreNot) {
  ASSERT_TRUE(tie(a_, a_).ok());
  std::filesystem::copy(a_.folder.file("blobs"), b_.folder.file("blobs"),
                        std::filesystem::copy_options::recursive);
  remove_name(a_);
  EXPECT_EQ(tie(a_, a_).error().code, "files_missing");
  EXPECT_TRUE(tie(a_, b_).ok());
}

TEST_F(TieFiles, AStartThatDiedInTheMiddleIsFinishedByTheNext) {
  a_.blobs.refuse_puts = true;
  EXPECT_EQ(tie(a_, a_).error().kind, ErrorKind::kUnavailable);  // named, but not tied
  a_.blobs.refuse_puts = false;
  EXPECT_TRUE(tie(a_, a_).ok());
  EXPECT_EQ(tie(a_, b_).error().code, "files_missing");
}

TEST_F(TieFiles, FilesThatDoNotAnswerMayBeTriedAgain) {
  a_.blobs.down = true;
  EXPECT_EQ(tie(a_, a_).error().kind, ErrorKind::kUnavailable);
  a_.blobs.down = false;
  EXPECT_TRUE(tie(a_, a_).ok());
}

}  // namespace
}  // namespace retainwise::flows
