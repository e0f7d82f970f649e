#include "service/flows/backup.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "service/flows/check_files.h"
#include "service/flows/export_result.h"
#include "service/flows/manifest_json.h"
#include "service/flows/remove.h"
#include "service/flows/restore.h"
#include "service/flows/tie_files.h"
#include "service/store/schema.h"
#include "tests/service/flows/completed.h"

namespace retainwise::flows {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// Deletes something while the backup copies, at its first files.
class DeletingBlobs final : public blob::BlobStore {
 public:
  DeletingBlobs(blob::BlobStore& real, std::function<void()> deed)
      : real_(real), deed_(std::move(deed)) {}
  Result<std::unique_ptr<blob::BlobReader>> get(const BlobKey& key, blob::Range range) override {
    if (deed_) std::exchange(deed_, nullptr)();
    return real_.get(key, range);
  }
  Result<std::unique_ptr<blob::BlobWriter>> put(const BlobKey& key) override {
    return real_.put(key);
  }
  Result<void> remove(const BlobKey& key) override { return real_.remove(key); }
  Result<std::vector<blob::BlobInfo>> list(std::string_view prefix,
                                           const std::optional<BlobKey>& after,
                                           int limit) override {
    return real_.list(prefix, after, limit);
  }
  Result<std::optional<std::string>> presign(const BlobKey&, std::string_view, int) override {
    return std::optional<std::string>();
  }
  Result<void> check() override { return real_.check(); }
  std::string_view kind() const override { return real_.kind(); }

 private:
  blob::BlobStore& real_;
  std::function<void()> deed_;
};

/// A place for a restore: an empty database and no files.
struct Place {
  test::TemporaryDirectory folder;
  TestClock clock;
  TestRandom random;
  std::unique_ptr<store::Store> store = open_store(folder);
  FaultyBlobs blobs{open_blobs(folder)};
  std::unique_ptr<queue::TaskQueue> queue = queue::make_database_queue(*store);
  std::unique_ptr<telemetry::Log> log = telemetry::make_silent_log();
  std::unique_ptr<telemetry::Counters> counters = telemetry::make_counters();
  Services services{*store, blobs, *queue, clock, random, *log, *counters};
};

class Backup : public ::testing::Test {
 protected:
  Backup() { EXPECT_TRUE(tie_files(house_.services).ok()); }

  std::string folder(const std::string& name = "backup") const { return house_.folder.file(name); }
  Result<BackupDone> take(const std::string& name = "backup") {
    return back_up({house_.store, house_.blobs}, folder(name), "1.2.3", {});
  }
  Result<RestoreDone> put_back(Place& place, const std::string& name = "backup") {
    RW_TRY(auto opened, BackupFolder::open(folder(name)));
    RW_TRY(const Manifest manifest, check_backup(opened, {}));
    return restore(place.services, opened, manifest, {});
  }
  std::string code(const Result<BackupDone>& done) { return done.ok() ? "" : done.error().code; }
  std::string result_of(Services& services, const PredictionId& id) {
    auto exported = export_result(services, house_.tenant(), id);
    if (!exported.ok()) return "error: " + exported.error().code;
    std::string text(static_cast<std::size_t>(exported->bytes->size()), '\0');
    const auto read = exported->bytes->read(std::as_writable_bytes(std::span(text)));
    return read.ok() && *read == text.size() ? text : "error: broke off";
  }
  void overwrite(const std::string& path, std::string_view text) { std::ofstream(path) << text; }

  House house_;
};

TEST_F(Backup, ComesBackElsewhereWithEveryResult) {
  const PredictionId first = complete(house_, "the first result");
  const PredictionId second = complete(house_, "the second result");
  const auto done = take();
  ASSERT_TRUE(done.ok()) << done.error().what << done.error().detail;
  EXPECT_EQ(done->manifest.rows_of("predictions"), 2);
  EXPECT_EQ(done->manifest.blobs.size(), 8U);  // an upload, a result, its customers and a model
  EXPECT_EQ(done->copied, 8);
  Place place;
  const auto restored = put_back(place);
  ASSERT_TRUE(restored.ok()) << restored.error().what << restored.error().detail;
  EXPECT_EQ(restored->files, 8);
  EXPECT_TRUE(tie_files(place.services).ok());
  EXPECT_EQ(result_of(place.services, first), "the first result");
  EXPECT_EQ(result_of(place.services, second), "the second result");
  const auto checked = check_files(*place.store, place.blobs, Depth::kHashes, {});
  ASSERT_TRUE(checked.ok());
  EXPECT_EQ(checked->files, 8);
}

TEST_F(Backup, APredictionThatRunsIsQueuedInTheCopyAndRunsOnInTheOriginal) {
  const PredictionId id = house_.upload(kSmallFile).value().prediction.id;
  ASSERT_TRUE(house_.claim());
  ASSERT_TRUE(take().ok());
  EXPECT_EQ(house_.row(id).status, store::Status::kProcessing);
  Place place;
  EXPECT_EQ(put_back(place)->requeued, 1);
  std::optional<store::Claim> claimed;
  ASSERT_TRUE(place.store
                  ->write([&](store::Session& session) -> Result<void> {
                    RW_TRY(claimed, store::claim_prediction(session, "w", 30'000));
                    return {};
                  })
                  .ok());
  ASSERT_TRUE(claimed);
  EXPECT_EQ(claimed->prediction.id, id);
  EXPECT_EQ(claimed->prediction.fence.value, 2);
}

TEST_F(Backup, WhatIsDeletedMeanwhileIsNotInItAndNothingIsMissed) {
  const PredictionId gone = complete(house_, "deleted while it was copied");
  const PredictionId stays = complete(house_, "stays");
  const auto deed = [&] {
    ASSERT_TRUE(remove_prediction(house_.services, house_.tenant(), gone).ok());
    ASSERT_TRUE(sweep_deletions(house_.services).ok());
  };
  DeletingBlobs blobs(house_.blobs, deed);
  const auto done = back_up({house_.store, blobs}, folder(), "1", {});
  ASSERT_TRUE(done.ok()) << done.error().what;
  EXPECT_TRUE(done->manifest.left_out.empty());
  EXPECT_EQ(done->manifest.rows_of("predictions"), 1);
  Place place;
  ASSERT_TRUE(put_back(place).ok());
  EXPECT_EQ(result_of(place.services, stays), "stays");
  EXPECT_EQ(check_files(*place.store, place.blobs, Depth::kHashes, {})->missing.size(), 0U);
}

TEST_F(Backup, AFileThatIsLostOrDamagedAlreadyIsNamedAndTheRestIsKept) {
  const PredictionId lost = complete(house_, "lost");
  const PredictionId damaged = complete(house_, "damaged");
  const PredictionId whole = complete(house_, "whole");
  fs::remove(house_.path(*house_.row(lost).output_key));
  overwrite(house_.path(*house_.row(damaged).output_key), "DAMAGED");
  const auto done = take();
  ASSERT_TRUE(done.ok());
  ASSERT_EQ(done->manifest.left_out.size(), 2U);
  std::map<std::string, std::string> why;
  for (const LeftOut& each : done->manifest.left_out) why[each.key.text()] = each.why;
  EXPECT_EQ(why[house_.row(lost).output_key->text()], "missing");
  EXPECT_EQ(why[house_.row(damaged).output_key->text()], "damaged");
  Place place;
  ASSERT_TRUE(put_back(place).ok());
  EXPECT_EQ(result_of(place.services, whole), "whole");
}

TEST_F(Backup, ThatWasCutOffGoesOnWhereItWas) {
  complete(house_, "result");
  house_.blobs.down = true;
  EXPECT_EQ(take().error().kind, ErrorKind::kUnavailable);
  house_.blobs.down = false;
  EXPECT_EQ(BackupFolder::open(folder()).error().code, "no_backup");
  // As a kill between the copies and the manifest leaves it: some are there, one of them rotten.
  ASSERT_TRUE(take("other").ok());
  fs::copy(folder("other") + "/blobs", folder() + "/blobs", fs::copy_options::recursive);
  overwrite(folder() + "/blobs/" + house_.objects("uploads/")[0], "rotten");
  const auto done = take();
  ASSERT_TRUE(done.ok()) << done.error().what;
  EXPECT_LT(done->copied, 4);
  EXPECT_GE(done->copied, 1);
  Place place;
  EXPECT_TRUE(put_back(place).ok());
}

TEST_F(Backup, GoesIntoANewFolderOnly) {
  fs::create_directories(folder("full"));
  overwrite(folder("full") + "/precious.txt", "mine");
  EXPECT_EQ(code(take("full")), "folder_not_empty");
  ASSERT_TRUE(take().ok());
  EXPECT_EQ(code(take()), "backup_there");
  House other;
  std::array<std::byte, 8> bytes{};
  other.random.fill(bytes);  // or both would draw the same name
  ASSERT_TRUE(tie_files(other.services).ok());
  other.blobs.down = true;
  complete(house_, "r");
  house_.blobs.down = true;
  EXPECT_FALSE(take("begun").ok());
  const auto foreign = back_up({other.store, other.blobs}, folder("begun"), "1", {});
  EXPECT_EQ(code(foreign), "folder_not_empty");
  EXPECT_EQ(fs::file_size(folder("full") + "/precious.txt"), 4U);
}

TEST_F(Backup, ThatIsDamagedIsRefusedWithTheFilesNameBeforeAnythingIsWritten) {
  complete(house_, "a result that is long enough to be damaged");
  ASSERT_TRUE(take().ok());
  std::vector<std::string> files;
  for (const auto& each : fs::recursive_directory_iterator(folder())) {
    if (each.is_regular_file() && each.path().filename().string().front() != '.')
      files.push_back(each.path());
  }
  ASSERT_EQ(files.size(), 8U + 4U + 1U);
  for (const std::string& file : files) {
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    const std::string good = text.str();
    std::string bad = good;
    bad[bad.size() / 2] = static_cast<char>(bad[bad.size() / 2] ^ 1);
    for (const std::string& damage : {bad, good.substr(0, good.size() - 1), good + "x"}) {
      // What a JSON reader forgives is no damage.
      if (file.ends_with("manifest.json") && damage.size() + 1 == good.size()) continue;
      overwrite(file, damage);
      Place place;
      const auto restored = put_back(place);
      ASSERT_FALSE(restored.ok()) << file;
      EXPECT_EQ(restored.error().kind, ErrorKind::kBadFile);
      if (!file.ends_with("manifest.json")) {
        EXPECT_THAT(restored.error().what, HasSubstr(file));
      }
      EXPECT_TRUE(place.blobs.list("", std::nullopt, 10)->empty());
    }
    overwrite(file, good);
  }
  Place place;
  EXPECT_TRUE(put_back(place).ok());
}

TEST_F(Backup, IsRestoredIntoAnEmptyPlaceOnly) {
  complete(house_, "r");
  ASSERT_TRUE(take().ok());
  auto opened = BackupFolder::open(folder()).value();
  const Manifest manifest = check_backup(opened, {}).value();
  EXPECT_EQ(restore(house_.services, opened, manifest, {}).error().code, "not_empty");
  Place files;
  const auto writer = files.blobs.put(*BlobKey::parse("uploads/t/foreign.csv")).value();
  ASSERT_TRUE(writer->finish().ok());
  const auto refused = put_back(files);
  EXPECT_EQ(refused.error().code, "not_empty");
  EXPECT_THAT(refused.error().what, HasSubstr("uploads/t/foreign.csv"));
}

TEST_F(Backup, ARestoreThatWasCutOffGoesOn) {
  const PredictionId id = complete(house_, "r");
  ASSERT_TRUE(take().ok());
  Place place;
  place.blobs.refuse_puts = true;
  EXPECT_EQ(put_back(place).error().kind, ErrorKind::kUnavailable);
  place.blobs.refuse_puts = false;
  const BlobKey upload = *BlobKey::parse(house_.objects("uploads/")[0]);
  const auto writer = place.blobs.put(upload).value();
  ASSERT_TRUE(writer->write(house_.content(upload)).ok());
  ASSERT_TRUE(writer->finish().ok());
  ASSERT_TRUE(put_back(place).ok());
  EXPECT_EQ(result_of(place.services, id), "r");
  EXPECT_EQ(put_back(place).error().code, "not_empty");
}

TEST_F(Backup, AFileOfACutOffRestoreThatIsNotTheBackupsIsRefused) {
  complete(house_, "r");
  ASSERT_TRUE(take().ok());
  Place place;
  const BlobKey upload = *BlobKey::parse(house_.objects("uploads/")[0]);
  const auto writer = place.blobs.put(upload).value();
  std::string other = house_.content(upload);
  other.back() = static_cast<char>(other.back() ^ 1);
  ASSERT_TRUE(writer->write(other).ok());
  ASSERT_TRUE(writer->finish().ok());
  EXPECT_EQ(put_back(place).error().code, "not_empty");
}

TEST_F(Backup, HoldsNoKeyAndNoSession) {
  const auto key = std::string(64, 'a');
  ASSERT_TRUE(house_.store
                  .write([&](store::Session& session) -> Result<void> {
                    store::Secret secret{key, "session", house_.tenant()};
                    secret.user = house_.member.user.id;
                    secret.expires_at = {house_.clock.now().unix_ms + 60'000};
                    return store::add_secret(session, secret);
                  })
                  .ok());
  ASSERT_TRUE(take().ok());
  for (const auto& each : fs::recursive_directory_iterator(folder())) {
    if (!each.is_regular_file()) continue;
    std::stringstream text;
    text << std::ifstream(each.path()).rdbuf();
    EXPECT_EQ(text.str().find(key), std::string::npos) << each.path();
  }
}

TEST(Manifest, IsReadBackAsItWasWritten) {
  Manifest manifest;
  manifest.version = "1.2.3";
  manifest.schema = 4;
  manifest.database = "d0";
  manifest.kind = "sqlite";
  manifest.made_at = {1'700'000'000'123};
  manifest.tables = {{"uploads", 3, 9, 120, "ab"}};
  manifest.blobs = {{*BlobKey::parse("uploads/t/a.csv"), 7, "cd"}};
  manifest.left_out = {{*BlobKey::parse("results/t/b.csv"), "missing"}};
  const std::string text = to_text(manifest_json(manifest));
  const auto read = read_manifest(text, "m");
  ASSERT_TRUE(read.ok()) << read.error().what;
  EXPECT_EQ(to_text(manifest_json(*read)), text);
  EXPECT_EQ(read->bytes(), 127);
}

TEST(Manifest, OfALaterFormatOrWithoutAMemberIsRefused) {
  EXPECT_EQ(read_manifest(R"({"retainwise_backup": 2})", "m").error().code, "backup_newer");
  for (const char* text :
       {"", "[]", "{}", R"({"retainwise_backup": 1})",
        R"({"retainwise_backup":1,"version":"1","schema":4,"database":"","kind":"sqlite",
            "made_at":"2026-01-01T00:00:00.000Z","tables":[],
            "blobs":[{"key":"../x","size":1,"sha256":""}],"left_out":[]})",
        R"({"retainwise_backup":1,"version":"1","schema":4,"database":"","kind":"sqlite",
            "made_at":"2026-01-01T00:00:00.000Z","tables":[{"name":"../x","rows":0,
            "last_number":0,"size":0,"sha256":""}],"blobs":[],"left_out":[]})"})
    EXPECT_EQ(read_manifest(text, "m").error().code, "backup_damaged") << text;
}

}  // namespace
}  // namespace retainwise::flows
