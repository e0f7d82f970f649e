#include "app/output_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace retainwise::app {
namespace {

namespace fs = std::filesystem;

class OutputFileTest : public testing::Test {
 protected:
  OutputFileTest() {
    std::string name = (fs::temp_directory_path() / "output-file-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~OutputFileTest() override { fs::remove_all(folder_); }

  std::string path() const { return (folder_ / "out.csv").string(); }
  std::string content() const {
    std::stringstream text;
    text << std::ifstream(path()).rdbuf();
    return text.str();
  }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(OutputFileTest, ReplacesWhatWasThereAtCommitAndNotBefore) {
  std::ofstream(path()) << "old";
  auto file = OutputFile::create(path());
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE((*file)->write("new").ok());
  EXPECT_EQ(content(), "old");
  ASSERT_TRUE((*file)->commit().ok());
  EXPECT_EQ(content(), "new");
}

TEST_F(OutputFileTest, LeavesNothingBehindWithoutCommit) {
  std::ofstream(path()) << "old";
  {
    auto file = OutputFile::create(path());
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE((*file)->write(std::string(200'000, 'x')).ok());
  }
  EXPECT_EQ(content(), "old");
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFileTest, KeepsTheRightsOfAFileThatItReplaces) {
  std::ofstream(path()) << "old";
  fs::permissions(path(), fs::perms::owner_read | fs::perms::owner_write);
  auto file = OutputFile::create(path());
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE((*file)->commit().ok());
  EXPECT_EQ(fs::status(path()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(OutputFileTest, WritesTheFileBehindASymbolicLink) {
  std::ofstream(folder_ / "real.csv") << "old";
  fs::create_symlink(folder_ / "real.csv", path());
  auto file = OutputFile::create(path());
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE((*file)->write("new").ok());
  ASSERT_TRUE((*file)->commit().ok());
  EXPECT_TRUE(fs::is_symlink(path()));
  EXPECT_EQ(content(), "new");
}

TEST_F(OutputFileTest, WritesIntoAPipeAndLeavesItThere) {
  ASSERT_EQ(::mkfifo(path().c_str(), 0600), 0);
  const int reader = ::open(path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  auto file = OutputFile::create(path());
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE((*file)->write("new").ok());
  ASSERT_TRUE((*file)->commit().ok());
  std::string read(8, '\0');
  EXPECT_EQ(::read(reader, read.data(), read.size()), 3);
  ::close(reader);
  EXPECT_TRUE(fs::is_fifo(path()));
}

TEST_F(OutputFileTest, KeepsEveryByteOfALargeFile) {
  std::string expected;
  auto file = OutputFile::create(path());
  ASSERT_TRUE(file.ok());
  for (int i = 0; i < 40'000; ++i) {
    const std::string line = std::to_string(i) + "\n";
    expected += line;
    ASSERT_TRUE((*file)->write(line).ok());
  }
  ASSERT_TRUE((*file)->commit().ok());
  EXPECT_EQ(content(), expected);
}

TEST_F(OutputFileTest, SaysWhereItCannotWrite) {
  auto file = OutputFile::create((folder_ / "absent" / "out.csv").string());
  ASSERT_FALSE(file.ok());
  EXPECT_NE(file.error().what.find("absent/out.csv"), std::string::npos);
}

}  // namespace
}  // namespace retainwise::app
