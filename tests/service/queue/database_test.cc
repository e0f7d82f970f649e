#include "base/random.h"
#include "service/store/predictions.h"
#include "service/store/users.h"
#include "tests/contract/postgres_cluster.h"
#include "tests/contract/task_queue_contract.h"
#include "tests/contract/temporary_directory.h"

namespace retainwise::queue {
namespace {

struct Beneath {
  test::TemporaryDirectory directory;
  std::unique_ptr<store::Store> store =
      store::open_sqlite({.file = directory.file("retainwise.db")}).value();
};

OpenedQueue open_fresh() {
  auto beneath = std::make_shared<Beneath>();
  auto queue = make_database_queue(*beneath->store);
  return {beneath, std::move(queue)};
}

struct OnPostgresql {
  test::PostgresDatabase database;
  std::unique_ptr<store::Store> store = store::open_postgresql({.url = database.url()}).value();
};

OpenedQueue open_on_postgresql() {
  auto beneath = std::make_shared<OnPostgresql>();
  auto queue = make_database_queue(*beneath->store);
  return {beneath, std::move(queue)};
}

INSTANTIATE_TEST_SUITE_P(On, TaskQueueContract,
                         testing::Values(OpenQueue(open_fresh), OpenQueue(open_on_postgresql)),
                         [](const auto& of) { return of.index == 0 ? "Sqlite" : "Postgresql"; });

class DatabaseQueue : public ::testing::Test {
 protected:
  /// Something that workers should look at, committed without a call.
  void change() {
    ASSERT_TRUE(beneath_.store
                    ->write([&](store::Session& session) -> Result<void> {
                      RW_TRY(const auto me, store::ensure_member(session, tenant_, "local", "me",
                                                                 store::Role::kOwner));
                      RW_TRY(const auto upload,
                             store::add_upload(session, {tenant_, me.user.id, "a.csv",
                                                         *BlobKey::parse("uploads/a"), 1, "0"}));
                      return Result<void>(
                          store::add_prediction(
                              session, {id_, tenant_, upload.id, me.user.id, Json::object()})
                                  .ok()
                              ? Result<void>()
                              : bug("not added"));
                    })
                    .ok());
  }

  TenantId tenant_ = *TenantId::parse("0190a0b0-0000-7000-8000-000000000001");
  PredictionId id_ = *PredictionId::parse("0190a0b0-0000-7000-8000-000000000002");
  Beneath beneath_;
};

TEST_F(DatabaseQueue, IsWokenByEveryCommittedChange) {
  const auto queue = make_database_queue(*beneath_.store);
  std::thread writer([&] { change(); });
  EXPECT_TRUE(queue->receive(60'000).value());
  writer.join();
}

TEST_F(DatabaseQueue, MayGoBeforeTheStore) {
  make_database_queue(*beneath_.store).reset();
  change();
}

TEST_F(DatabaseQueue, SaysWhatItIs) {
  EXPECT_EQ(make_database_queue(*beneath_.store)->kind(), "database");
}

}  // namespace
}  // namespace retainwise::queue
