#include <gtest/gtest.h>

#include <thread>

#include "base/random.h"
#include "service/queue/task_queue.h"
#include "service/store/predictions.h"
#include "service/store/users.h"
#include "tests/service/queue/beneath.h"

namespace retainwise::queue {
namespace {

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
