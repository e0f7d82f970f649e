#include "app/deployment.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "app/scratch_folder.h"
#include "tests/contract/temporary_directory.h"

namespace retainwise::app {
namespace {

Settings settings_from(Names names) {
  return load_settings({}, names, {}).value();
}

const std::string kDatabase = "postgresql://me@host/db";

TEST(Worker, NeedsADatabaseAndABucketThatOthersReachToo) {
  EXPECT_EQ(check_worker_settings(settings_from({})).error().code, "worker_needs_postgresql");
  const auto folder = check_worker_settings(settings_from({{"DATABASE_URL", kDatabase}}));
  EXPECT_EQ(folder.error().code, "worker_needs_bucket");
  const Names shared = {{"DATABASE_URL", kDatabase}, {"PREDICTIONS_BUCKET", "b"}};
  EXPECT_TRUE(check_worker_settings(settings_from(shared)).ok());
}

TEST(Worker, ThatRunsNothingIsRefused) {
  const Names idle = {
      {"DATABASE_URL", kDatabase}, {"PREDICTIONS_BUCKET", "b"}, {"RETAINWISE_WORKERS", "0"}};
  EXPECT_EQ(check_worker_settings(settings_from(idle)).error().code, "worker_needs_work");
}

struct Unsafe {
  Names names;
  std::string hint;  ///< a word of it
};

class UnsafeServer : public ::testing::TestWithParam<Unsafe> {};

TEST_P(UnsafeServer, IsWarnedOfInDevelopmentAndRefusedInProduction) {
  Names names = GetParam().names;
  const auto warned = check_server_settings(settings_from(names));
  ASSERT_TRUE(warned.ok());
  ASSERT_FALSE(warned->empty());
  names["ENVIRONMENT"] = "production";
  const auto refused = check_server_settings(settings_from(names));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "unsafe_production");
  EXPECT_NE(refused.error().hint.find(GetParam().hint), std::string::npos) << refused.error().hint;
}

INSTANTIATE_TEST_SUITE_P(
    Combinations, UnsafeServer,
    ::testing::Values(Unsafe{{{"RETAINWISE_WORKERS", "0"}}, "--workers"},
                      Unsafe{{{"RETAINWISE_WORKERS", "0"}, {"DATABASE_URL", kDatabase}},
                             "PREDICTIONS_BUCKET"},
                      Unsafe{{{"PREDICTIONS_BUCKET", "b"}}, "DATABASE_URL"},
                      Unsafe{{{"PREDICTIONS_QUEUE_URL", "http://h/1/q"}}, "DATABASE_URL"},
                      Unsafe{{{"OIDC_ISSUER", "https://id.test"}}, "OIDC_AUDIENCE"}));

TEST(Server, OfOnePlaceOrOfTheCloudIsFineInProduction) {
  Names names = {{"ENVIRONMENT", "production"}};
  EXPECT_TRUE(check_server_settings(settings_from(names)).value().empty());
  names["DATABASE_URL"] = kDatabase;
  EXPECT_TRUE(check_server_settings(settings_from(names)).value().empty());
  names["PREDICTIONS_BUCKET"] = "b";
  names["PREDICTIONS_QUEUE_URL"] = "http://h/1/q";
  names["RETAINWISE_WORKERS"] = "0";
  EXPECT_TRUE(check_server_settings(settings_from(names)).value().empty());
}

TEST(DataDisk, InMemoryIsRefusedInProduction) {
  if (!std::filesystem::exists("/dev/shm")) GTEST_SKIP() << "skipped: needs /dev/shm";
  Names names = {{"RETAINWISE_DATA_DIR", "/dev/shm"}};
  EXPECT_EQ(check_data_disk(settings_from(names)).value().size(), 1U);
  names["ENVIRONMENT"] = "production";
  EXPECT_EQ(check_data_disk(settings_from(names)).error().code, "unsafe_production");
  names["DATABASE_URL"] = kDatabase;
  names["PREDICTIONS_BUCKET"] = "b";
  EXPECT_TRUE(check_data_disk(settings_from(names)).value().empty());  // nothing lies there
}

TEST(Scratch, IsItsProcessesAloneAndGoneWithIt) {
  const test::TemporaryDirectory parent;
  std::string path;
  {
    const auto first = ScratchFolder::make(parent.path()).value();
    const auto second = ScratchFolder::make(parent.path()).value();
    EXPECT_NE(first.work(), second.work());
    path = std::filesystem::path(first.work()).parent_path();
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Scratch, OfAProcessThatWasKilledIsRemovedByTheNextAndAStrangersIsNot) {
  const test::TemporaryDirectory parent;
  const std::string ours = parent.file("retainwise-" + std::to_string(::getuid()) + "-abcdef");
  const std::string open_to_all = ours + "2";
  for (const std::string& folder : {ours, open_to_all}) {
    std::filesystem::create_directories(folder + "/work");
    static_cast<void>(store::FileLock::take(folder + "/lock").value());
  }
  std::filesystem::permissions(ours, std::filesystem::perms::owner_all);
  std::filesystem::permissions(open_to_all, std::filesystem::perms::all);
  const auto next = ScratchFolder::make(parent.path()).value();
  EXPECT_FALSE(std::filesystem::exists(ours));
  EXPECT_TRUE(std::filesystem::exists(open_to_all));
}

}  // namespace
}  // namespace retainwise::app
