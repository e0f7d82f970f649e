#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/contract/kept_blobs.h"
#include "tests/contract/temporary_directory.h"
#include "tests/service/blob/power_cut.h"

namespace retainwise::blob {
namespace {

using test::disk;

class Directory : public ::testing::Test {
 protected:
  ~Directory() override {
    disk.sync_error = 0;
    disk.write_error = 0;
  }
  std::unique_ptr<BlobStore> open(std::int64_t floor = 0) {
    DirectoryOptions with = {.directory = path_, .free_space_floor = floor};
    with.on_fatal = [this](const Error& error) { fatal_.push_back(error.code); };
    return open_directory(with).value();
  }
  /// Every regular file below the store's directory.
  std::vector<std::string> files() const {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_))
      if (entry.is_regular_file()) out.push_back(entry.path().lexically_relative(path_));
    return out;
  }

  test::TemporaryDirectory directory_;
  std::filesystem::path path_ = directory_.path() / "not" / "there yet" / "blobs";
  std::vector<std::string> fatal_;
};

TEST_F(Directory, SurvivesAPowerCutAfterFinish) {
  disk.begin();
  {
    const auto store = open();
    ASSERT_TRUE(put(*store, "uploads/t/a.csv", "bytes that were promised").ok());
    ASSERT_TRUE(put(*store, "uploads/t/b.csv", "more").ok());
    ASSERT_TRUE(put(*store, "results/t/1/r.csv", "result").ok());
    disk.power_cut();
  }
  const auto store = open();
  EXPECT_EQ(text(*store, "uploads/t/a.csv"), "bytes that were promised");
  EXPECT_EQ(text(*store, "uploads/t/b.csv"), "more");
  EXPECT_EQ(text(*store, "results/t/1/r.csv"), "result");
}

TEST_F(Directory, APowerCutBeforeFinishLeavesNoFile) {
  const auto store = open();
  disk.begin();
  const auto writer = store->put(key("uploads/t/a.csv")).value();
  ASSERT_TRUE(writer->write("half").ok());
  disk.power_cut();
  EXPECT_TRUE(keys(*open()).empty());
}

TEST_F(Directory, TheForgetfulDiskTakesWhatIsNotSynced) {
  open();
  disk.begin();
  const int file = ::open((path_ / "plain").c_str(), O_WRONLY | O_CREAT, 0600);
  ASSERT_EQ(::write(file, "bytes", 5), 5);
  disk.power_cut();
  ::close(file);
  EXPECT_EQ(std::filesystem::file_size(path_ / "plain"), 0U);
}

TEST_F(Directory, TheForgetfulDiskTakesANameWhoseDirectoryIsNotSynced) {
  open();
  disk.begin();
  const int root = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::mkdirat(root, "lost", 0700), 0);
  ASSERT_EQ(::mkdirat(root, "kept", 0700), 0);
  disk.power_cut();
  EXPECT_FALSE(std::filesystem::exists(path_ / "lost"));
  disk.begin();
  ASSERT_EQ(::mkdirat(root, "kept", 0700), 0);
  ASSERT_EQ(::fsync(root), 0);
  disk.power_cut();
  ::close(root);
  EXPECT_TRUE(std::filesystem::exists(path_ / "kept"));
}

TEST_F(Directory, SyncsADirectoryThatAnEarlierProcessMadeAndDidNotSync) {
  open();
  disk.begin();
  const int root = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::mkdirat(root, "uploads", 0700), 0);  // and then that process was killed
  ::close(root);
  ASSERT_TRUE(put(*open(), "uploads/a.csv", "bytes").ok());
  disk.power_cut();
  EXPECT_EQ(text(*open(), "uploads/a.csv"), "bytes");
}

TEST_F(Directory, AFailedSyncFailsThePutIsToldOnceAndIsNotTriedAgain) {
  const auto store = open();
  const auto writer = store->put(key("a/b")).value();
  ASSERT_TRUE(writer->write("bytes").ok());
  disk.sync_error = EIO;
  EXPECT_EQ(writer->finish().error().code, "fsync_failed");
  disk.sync_error = 0;
  const int syncs = disk.syncs();
  EXPECT_EQ(writer->finish().error().code, "fsync_failed");
  EXPECT_FALSE(writer->write("more").ok());
  EXPECT_EQ(disk.syncs(), syncs);
  EXPECT_THAT(fatal_, testing::ElementsAre("fsync_failed"));
  EXPECT_TRUE(keys(*store).empty());
}

TEST_F(Directory, AFullDiskFailsTheWriteAndLeavesNothing) {
  const auto store = open();
  {
    const auto writer = store->put(key("a/b")).value();
    disk.write_error = ENOSPC;
    EXPECT_EQ(writer->write("bytes").error().kind, ErrorKind::kStorageFull);
    disk.write_error = 0;
    EXPECT_EQ(writer->write("bytes").error().kind, ErrorKind::kStorageFull);
    EXPECT_EQ(writer->finish().error().kind, ErrorKind::kStorageFull);
  }
  EXPECT_TRUE(files().empty());
  EXPECT_TRUE(fatal_.empty());
}

TEST_F(Directory, TakesNothingBelowTheFreeSpaceFloor) {
  const auto store = open(std::int64_t{1} << 60U);
  EXPECT_EQ(store->put(key("a/b")).error().kind, ErrorKind::kStorageFull);
  EXPECT_EQ(store->check().error().kind, ErrorKind::kStorageFull);
}

TEST_F(Directory, LeavesNoTemporaryFileBehind) {
  const auto store = open();
  { static_cast<void>(store->put(key("a/b")).value()->write("half").ok()); }
  ASSERT_TRUE(put(*store, "a/c", "whole").ok());
  EXPECT_FALSE(put(*store, "a/c", "again").ok());
  EXPECT_THAT(files(), testing::ElementsAre("a/c"));
}

TEST_F(Directory, SweepsAtOpenWhatAKilledProcessLeft) {
  const auto store = open();
  ASSERT_TRUE(put(*store, "a/b", "kept").ok());
  const auto writer = store->put(key("a/c")).value();
  ASSERT_TRUE(writer->write("cut off").ok());
  EXPECT_EQ(files().size(), 2U);
  const auto later = open();
  EXPECT_THAT(files(), testing::ElementsAre("a/b"));
  EXPECT_EQ(text(*later, "a/b"), "kept");
}

TEST_F(Directory, LetsNobodyElseIn) {
  const mode_t before = ::umask(0);
  ASSERT_TRUE(put(*open(), "a/b", "x").ok());
  ::umask(before);
  const auto mode_of = [](const std::filesystem::path& path) {
    struct stat known {};
    EXPECT_EQ(::stat(path.c_str(), &known), 0);
    return known.st_mode & 0777U;
  };
  EXPECT_EQ(mode_of(path_.parent_path()), 0700U);
  EXPECT_EQ(mode_of(path_), 0700U);
  EXPECT_EQ(mode_of(path_ / "a"), 0700U);
  EXPECT_EQ(mode_of(path_ / "a/b"), 0600U);
}

TEST_F(Directory, APlantedLinkToAFileIsAnError) {
  const auto store = open();
  ASSERT_TRUE(put(*store, "a/b", "x").ok());
  std::ofstream(directory_.file("secret")) << "secret";
  std::filesystem::create_symlink(directory_.file("secret"), path_ / "a/planted");
  EXPECT_EQ(get(*store, "a/planted").error().kind, ErrorKind::kBug);
  EXPECT_THAT(keys(*store), testing::ElementsAre("a/b"));
}

TEST_F(Directory, APlantedLinkIsAnErrorEvenWhereItStaysInside) {
  const auto store = open();
  ASSERT_TRUE(put(*store, "a/b", "x").ok());
  std::filesystem::create_symlink("b", path_ / "a/planted");
  std::filesystem::create_directory_symlink("a", path_ / "c");
  EXPECT_EQ(text(*store, "a/planted"), "error: internal_error");
  EXPECT_EQ(text(*store, "c/b"), "error: internal_error");
  EXPECT_FALSE(put(*store, "c/d", "x").ok());
}

TEST_F(Directory, APlantedLinkToADirectoryIsAnErrorForEveryCall) {
  const auto store = open();
  const std::filesystem::path outside = directory_.path() / "outside";
  std::filesystem::create_directory(outside);
  std::ofstream(outside / "b") << "secret";
  std::filesystem::create_directory_symlink(outside, path_ / "a");
  EXPECT_EQ(get(*store, "a/b").error().kind, ErrorKind::kBug);
  EXPECT_EQ(store->remove(key("a/b")).error().kind, ErrorKind::kBug);
  EXPECT_FALSE(put(*store, "a/c", "x").ok());
  EXPECT_FALSE(put(*store, "a/deeper/c", "x").ok());
  EXPECT_TRUE(keys(*store).empty());
  EXPECT_TRUE(std::filesystem::exists(outside / "b"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(outside), {}), 1);
}

TEST_F(Directory, SomethingThatIsNoFileIsAnErrorAndNoHang) {
  const auto store = open();
  std::filesystem::create_directory(path_ / "a");
  ASSERT_EQ(::mkfifo((path_ / "a/pipe").c_str(), 0600), 0);
  EXPECT_EQ(get(*store, "a/pipe").error().kind, ErrorKind::kBug);
  EXPECT_EQ(get(*store, "a").error().kind, ErrorKind::kBug);
}

TEST_F(Directory, AFileThatGotShorterBreaksOff) {
  const auto store = open();
  ASSERT_TRUE(put(*store, "a/b", "0123456789").ok());
  const auto reader = store->get(key("a/b")).value();
  std::filesystem::resize_file(path_ / "a/b", 4);
  std::array<std::byte, 16> bytes{};
  EXPECT_EQ(reader->read(bytes).value(), 4U);
  EXPECT_EQ(reader->read(bytes).error().kind, ErrorKind::kUnavailable);
}

}  // namespace
}  // namespace retainwise::blob
