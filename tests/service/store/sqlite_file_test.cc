#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>

#include "service/store/idempotency.h"
#include "service/store/predictions.h"
#include "service/store/session.h"
#include "service/store/sqlite_migrate.h"
#include "service/store/store.h"
#include "tests/contract/disk_faults.h"
#include "tests/contract/store_contract.h"
#include "tests/contract/temporary_directory.h"

namespace retainwise::store {
namespace {

using test::disk_faults;

/// A data folder and what is done with the database in it.
class SqliteFile : public ::testing::Test {
 protected:
  ~SqliteFile() override {
    disk_faults.sync_error = 0;
    disk_faults.full_while_this_exists.clear();
  }

  SqliteOptions options() const {
    return {.file = file_, .ballast_file = directory_.file("ballast"), .ballast_bytes = 1U << 20U};
  }
  Result<std::unique_ptr<Store>> open() const { return open_sqlite(options()); }

  static Result<std::int64_t> run(Store& store, std::string_view sql) {
    std::int64_t rows = 0;
    RW_CHECK_OK(store.write([&](Session& session) -> Result<void> {
      RW_TRY(rows, Statement(session, sql).run());
      return {};
    }));
    return rows;
  }
  static std::int64_t number(Store& store, std::string_view sql) {
    std::int64_t out = -1;
    EXPECT_TRUE(store
                    .read([&](Session& session) -> Result<void> {
                      RW_CHECK_OK(Statement(session, sql).into(out).fetch());
                      return {};
                    })
                    .ok());
    return out;
  }
  static std::string text(Store& store, std::string_view sql) {
    std::string out;
    EXPECT_TRUE(store
                    .read([&](Session& session) -> Result<void> {
                      RW_CHECK_OK(Statement(session, sql).into(out).fetch());
                      return {};
                    })
                    .ok());
    return out;
  }
  TenantId tenant_ = *TenantId::parse("0190a0b0-0000-7000-8000-000000000001");
  PredictionId prediction_ = *PredictionId::parse("0190a0b0-0000-7000-8000-000000000002");

  /// A claimed prediction; its fence.
  Fence claimed(Store& store) {
    Fence fence;
    EXPECT_TRUE(store
                    .write([&](Session& session) -> Result<void> {
                      RW_TRY(const Membership me,
                             ensure_member(session, tenant_, "local", "owner", Role::kOwner));
                      RW_TRY(const Upload upload,
                             add_upload(session, {tenant_, me.user.id, "a.csv", key("u"), 1, "0"}));
                      RW_CHECK_OK(add_prediction(
                          session, {prediction_, tenant_, upload.id, me.user.id, Json::object()}));
                      RW_TRY(const auto claim, claim_prediction(session, "me", 30'000));
                      fence = claim->prediction.fence;
                      return {};
                    })
                    .ok());
    return fence;
  }
  static BlobKey key(const std::string& name) { return *BlobKey::parse(name); }

  test::TemporaryDirectory directory_;
  std::string file_ = directory_.file("retainwise.db");
};

TEST_F(SqliteFile, KeepsWhatWasWrittenOverARestart) {
  {
    const auto store = open().value();
    claimed(*store);
  }
  const auto store = open().value();
  EXPECT_EQ(number(*store, "select count(*) from predictions where status = 'PROCESSING'"), 1);
}

TEST_F(SqliteFile, OpensInAFolderWithAnOddName) {
  const std::filesystem::path odd = directory_.path() / "a b; dbname=x 'ü' $HOME";
  std::filesystem::create_directory(odd);
  const auto store = open_sqlite({.file = odd / "data base.db"});
  ASSERT_TRUE(store.ok()) << store.error().detail;
  EXPECT_TRUE(std::filesystem::exists(odd / "data base.db"));
}

TEST_F(SqliteFile, SaysThatAFolderIsMissing) {
  const auto store = open_sqlite({.file = directory_.file("missing/retainwise.db")});
  ASSERT_FALSE(store.ok());
  EXPECT_EQ(store.error().kind, ErrorKind::kUnavailable);
}

TEST_F(SqliteFile, RefusesAFileThatIsNoDatabase) {
  std::filesystem::copy_file("/proc/self/exe", file_);
  const auto store = open();
  ASSERT_FALSE(store.ok());
  EXPECT_EQ(store.error().kind, ErrorKind::kBug);
  EXPECT_THAT(store.error().detail, testing::HasSubstr("not a database"));
}

TEST_F(SqliteFile, LetsNobodyElseReadItsFiles) {
  const mode_t before = ::umask(0);
  const auto store = open().value();
  claimed(*store);
  ::umask(before);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(directory_.path())) {
    struct stat known {};
    ASSERT_EQ(::stat(entry.path().c_str(), &known), 0);
    EXPECT_EQ(known.st_mode & 0777U, 0600U) << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 5);  // database, WAL, shared memory, lock, ballast
}

TEST_F(SqliteFile, RefusesASecondProcessAndNamesTheFirst) {
  const auto store = open().value();
  const pid_t child = ::fork();
  if (child == 0) {
    const auto second = open();
    const bool refused = !second.ok() && second.error().code == "database_in_use" &&
                         second.error().what.find(std::to_string(::getppid())) != std::string::npos;
    ::_exit(refused ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST_F(SqliteFile, AnotherProgramThatItStartedDoesNotHoldTheLock) {
  auto store = open().value();
  std::array<int, 2> pipe_ends{};
  ASSERT_EQ(::pipe2(pipe_ends.data(), O_CLOEXEC), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(pipe_ends[0], STDIN_FILENO);
    ::execl("/bin/cat", "cat", nullptr);
    ::_exit(127);
  }
  ::close(pipe_ends[0]);
  store.reset();
  // The child may not have come through its exec yet, and until then it has every descriptor.
  bool opened = false;
  for (int tries = 0; tries < 1'000 && !opened; ++tries) {
    opened = open().ok();
    if (!opened) ::usleep(10'000);
  }
  EXPECT_TRUE(opened);
  ::close(pipe_ends[1]);
  ::waitpid(child, nullptr, 0);
}

TEST_F(SqliteFile, OpensAndClosesManyTimesInARow) {
  for (int i = 0; i < 10; ++i) {
    const auto store = open();
    ASSERT_TRUE(store.ok()) << store.error().what;
    ASSERT_TRUE(run(**store,
                    "insert into users (issuer, subject, created_at) "
                    "select 'i', coalesce(max(id), 0) + 1, 0 from users")
                    .ok());
  }
  const auto store = open().value();
  EXPECT_EQ(number(*store, "select count(*) from users"), 10);
  EXPECT_EQ(text(*store, "pragma integrity_check"), "ok");
}

TEST_F(SqliteFile, WritesThroughToTheDiskByOneConnectionOnly) {
  const auto store = open().value();
  EXPECT_EQ(text(*store, "pragma journal_mode"), "wal");
  EXPECT_EQ(number(*store, "pragma query_only"), 1);
  EXPECT_EQ(number(*store, "pragma wal_autocheckpoint"), 0);
  std::int64_t synchronous = 0, foreign_keys = 0, automatic = -1;
  ASSERT_TRUE(
      store
          ->write([&](Session& session) -> Result<void> {
            RW_CHECK_OK(Statement(session, "pragma synchronous").into(synchronous).fetch());
            RW_CHECK_OK(Statement(session, "pragma foreign_keys").into(foreign_keys).fetch());
            RW_CHECK_OK(Statement(session, "pragma wal_autocheckpoint").into(automatic).fetch());
            return {};
          })
          .ok());
  EXPECT_EQ(synchronous, 2);  // FULL
  EXPECT_EQ(foreign_keys, 1);
  EXPECT_EQ(automatic, 0);
}

TEST_F(SqliteFile, MovesALongWalIntoTheDatabase) {
  const auto store = open().value();
  const std::string big =
      "insert into users (issuer, subject, created_at) "
      "values ('i', hex(randomblob(500000)), 0)";
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(run(*store, big).ok());
  // 20 MB (twice, with the index) went through; without checkpoints all of it would be in the WAL.
  EXPECT_LT(std::filesystem::file_size(file_ + "-wal"), 16U << 20U);
  EXPECT_GT(std::filesystem::file_size(file_), 16U << 20U);
}

TEST_F(SqliteFile, FreesKeysWhoseRequestDiedWithTheProcess) {
  const auto take = [&](Store& store) {
    bool taken = false;
    EXPECT_TRUE(store
                    .write([&](Session& session) -> Result<void> {
                      RW_TRY(const auto known, take_key(session, tenant_, "r", "k", "h"));
                      taken = !known;
                      return {};
                    })
                    .ok());
    return taken;
  };
  {
    const auto store = open().value();
    claimed(*store);
    EXPECT_TRUE(take(*store));
    EXPECT_FALSE(take(*store));
  }
  EXPECT_TRUE(take(*open().value()));
}

TEST_F(SqliteFile, RefusesADatabaseOfANewerProgramAndDoesNotTouchIt) {
  {
    const auto store = open().value();
    ASSERT_TRUE(run(*store,
                    "insert into schema_migrations (version, name, applied_at) "
                    "values (999, 'from the future', 0)")
                    .ok());
    const auto checked = store->check();
    ASSERT_FALSE(checked.ok());
    EXPECT_EQ(checked.error().code, "schema_newer");
  }
  const auto store = open();
  ASSERT_FALSE(store.ok());
  EXPECT_EQ(store.error().code, "schema_newer");
  EXPECT_EQ(store.error().kind, ErrorKind::kConflict);
  EXPECT_THAT(store.error().what, testing::HasSubstr("999"));
}

/// Migrations of a program that is one step ahead.
class Migrations : public SqliteFile {
 protected:
  Result<void> migrate(const Migration& next) const {
    std::vector<Migration> steps(all_migrations().begin(), all_migrations().end());
    steps.push_back(next);
    RW_TRY(const auto writer, SqliteConnection::open(file_, Access::kWrite));
    return migrate_sqlite(*writer, file_, steps);
  }
  const int next_version_ = all_migrations().back().version + 1;
  std::string copy_ = file_ + ".before-" + std::to_string(next_version_);
};

TEST_F(Migrations, AStepIsWholeOrAbsent) {
  open().value().reset();
  constexpr std::array<std::string_view, 3> kBroken = {
      "create table half (id bigint)", "insert into half (id) values (1)", "select from nothing"};
  EXPECT_FALSE(migrate({next_version_, "broken", kBroken}).ok());
  const auto store = open().value();
  EXPECT_EQ(number(*store, "select count(*) from sqlite_master where name = 'half'"), 0);
  EXPECT_EQ(number(*store, "select max(version) from schema_migrations"), next_version_ - 1);
}

TEST_F(Migrations, ACopyOfTheOldDatabaseStandsBesideIt) {
  {
    const auto store = open().value();
    claimed(*store);
  }
  constexpr std::array<std::string_view, 1> kStep = {"drop table predictions"};
  ASSERT_TRUE(migrate({next_version_, "harmful", kStep}).ok());
  struct stat known {};
  ASSERT_EQ(::stat(copy_.c_str(), &known), 0);
  EXPECT_EQ(known.st_mode & 0777U, 0600U);
  const auto restored = open_sqlite({.file = copy_});
  ASSERT_TRUE(restored.ok()) << restored.error().detail;
  EXPECT_EQ(number(**restored, "select count(*) from predictions"), 1);
}

TEST_F(Migrations, ACopyOfAnEarlierAttemptIsReplaced) {
  open().value().reset();
  std::filesystem::copy_file(file_, copy_);
  constexpr std::array<std::string_view, 1> kStep = {"create table extra (id bigint)"};
  EXPECT_TRUE(migrate({next_version_, "extra", kStep}).ok());
}

TEST_F(Migrations, ASecondRunChangesNothing) {
  open().value().reset();
  constexpr std::array<std::string_view, 1> kStep = {"create table extra (id bigint)"};
  ASSERT_TRUE(migrate({next_version_, "extra", kStep}).ok());
  std::filesystem::remove(copy_);
  EXPECT_TRUE(migrate({next_version_, "extra", kStep}).ok());
  EXPECT_FALSE(std::filesystem::exists(copy_));
}

TEST_F(Migrations, ANewDatabaseNeedsNoCopy) {
  open().value().reset();
  for (const auto& entry : std::filesystem::directory_iterator(directory_.path()))
    EXPECT_THAT(entry.path().string(), testing::Not(testing::HasSubstr("before")));
}

TEST_F(SqliteFile, WritesTheLastStateInTheBallastsRoomOnAFullDisk) {
  const auto store = open().value();
  const Fence fence = claimed(*store);
  ASSERT_EQ(std::filesystem::file_size(options().ballast_file), options().ballast_bytes);
  disk_faults.full_while_this_exists = options().ballast_file;

  const auto refused = run(*store,
                           "insert into users (issuer, subject, created_at) "
                           "values ('i', 's', 0)");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kStorageFull);
  EXPECT_TRUE(std::filesystem::exists(options().ballast_file));

  bool failed = false;
  const auto written = store->write([&](Session& session) -> Result<void> {
    RW_TRY(failed, fail_prediction(session, prediction_, fence, "out of disk", Json()));
    return {};
  });
  ASSERT_TRUE(written.ok()) << written.error().detail;
  EXPECT_TRUE(failed);
  EXPECT_FALSE(std::filesystem::exists(options().ballast_file));
  EXPECT_EQ(number(*store, "select count(*) from predictions where status = 'FAILED'"), 1);
}

TEST_F(SqliteFile, OnAFullDiskSaysThatItIsFullAtTheStart) {
  ASSERT_TRUE(open_sqlite(options()).ok());
  disk_faults.full_while_this_exists = options().file;
  const auto opened = open_sqlite(options());
  disk_faults.full_while_this_exists.clear();
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().kind, ErrorKind::kStorageFull);
  EXPECT_NE(opened.error().what.find("disk of the data folder is full"), std::string::npos);
}

TEST_F(SqliteFile, AFailedSyncFailsTheRequestAndEveryLaterOne) {
  int told = 0;
  SqliteOptions with = options();
  with.on_fatal = [&](const Error& error) {
    ++told;
    EXPECT_EQ(error.code, "fsync_failed");
  };
  auto store = open_sqlite(with).value();
  const std::string_view insert =
      "insert into users (issuer, subject, created_at) values ('i', 's', 0)";
  disk_faults.sync_error = EIO;
  EXPECT_EQ(code_of(run(*store, insert)), "fsync_failed");
  const int tried = disk_faults.failed_syncs;
  EXPECT_EQ(tried, 1);
  EXPECT_EQ(code_of(run(*store, insert)), "fsync_failed");
  EXPECT_EQ(code_of(store->check()), "fsync_failed");
  EXPECT_EQ(told, 1);
  store.reset();
  EXPECT_EQ(disk_faults.failed_syncs, tried);  // nor did closing try again
  disk_faults.sync_error = 0;
  const auto reopened = open().value();
  EXPECT_EQ(text(*reopened, "pragma integrity_check"), "ok");
}

}  // namespace
}  // namespace retainwise::store
