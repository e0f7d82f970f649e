#pragma once
/// Changes, idempotency keys and transactions, as every Store keeps them.
#include <atomic>
#include <future>
#include <set>

#include "service/store/changes.h"
#include "service/store/idempotency.h"
#include "tests/contract/store_contract.h"

namespace retainwise::store {

class ChangesContract : public StoreContract {
 protected:
  std::vector<Change> changes(const TenantId& tenant, std::int64_t after = 0, int limit = 100) {
    return read([&](Session& s) { return changes_since(s, tenant, after, limit); }).value();
  }
  std::int64_t last(const TenantId& tenant) {
    return read([&](Session& s) { return last_change(s, tenant); }).value();
  }
};

TEST_P(ChangesContract, EveryVisibleChangeHasAGrowingNumber) {
  const Membership me = member();
  EXPECT_EQ(last(me.tenant), 0);
  const Prediction mine = prediction(me);
  const Fence fence = claim()->prediction.fence;
  ASSERT_TRUE(finish(mine, fence));
  ASSERT_TRUE(write([&](Session& s) { return remove_prediction(s, me.tenant, mine.id); }).ok());
  const std::vector<Change> seen = changes(me.tenant);
  ASSERT_EQ(seen.size(), 4U);  // added, claimed, finished, deleted
  for (std::size_t i = 1; i < seen.size(); ++i) EXPECT_GT(seen[i].number, seen[i - 1].number);
  for (const Change& each : seen) EXPECT_EQ(each.prediction, mine.id);
  EXPECT_EQ(seen[2].kind, "prediction");
  EXPECT_EQ(seen[3].kind, "deleted");
  EXPECT_EQ(last(me.tenant), seen[3].number);
  EXPECT_EQ(changes(me.tenant, seen[1].number).size(), 2U);
  EXPECT_EQ(changes(me.tenant, 0, 3).size(), 3U);
}

TEST_P(ChangesContract, ARefusedCallLeavesNoChange) {
  const Membership me = member();
  const Prediction mine = prediction(me);
  claim();
  const std::int64_t before = last(me.tenant);
  static_cast<void>(write([&](Session& s) { return retry_prediction(s, me.tenant, mine.id); }));
  EXPECT_FALSE(finish(mine, Fence{99}));
  EXPECT_EQ(last(me.tenant), before);
}

TEST_P(ChangesContract, BeatsAreThinnedAndANewStageIsNot) {
  const Prediction mine = prediction(member());
  const Fence fence = claim()->prediction.fence;
  ASSERT_TRUE(beat(mine, fence, {"learning", .1, 1}));
  const std::int64_t before = last(mine.tenant);
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(beat(mine, fence, {"learning", .2, 1}));
  EXPECT_LE(last(mine.tenant) - before, 10);  // 50 if each made one; 10 would take 5 s
  const std::int64_t thinned = last(mine.tenant);
  ASSERT_TRUE(beat(mine, fence, {"scoring", .3, 1}));
  EXPECT_GT(last(mine.tenant), thinned);
  ASSERT_TRUE(sql("update changes set created_at = created_at - 1000").ok());
  const std::int64_t later = last(mine.tenant);
  ASSERT_TRUE(beat(mine, fence, {"scoring", .4, 1}));
  EXPECT_GT(last(mine.tenant), later);
}

TEST_P(ChangesContract, SweepingKeepsTheNewestSoThatNumbersNeverFallBack) {
  const Membership me = member();
  prediction(me);
  prediction(me);
  const std::int64_t before = last(me.tenant);
  ASSERT_TRUE(write([](Session& s) { return sweep_changes(s, 3'600'000); }).ok());
  EXPECT_EQ(changes(me.tenant).size(), 2U);
  ASSERT_TRUE(sql("update changes set created_at = created_at - 7200000").ok());
  ASSERT_TRUE(write([](Session& s) { return sweep_changes(s, 3'600'000); }).ok());
  EXPECT_EQ(changes(me.tenant).size(), 1U);
  EXPECT_EQ(last(me.tenant), before);
  prediction(me);
  EXPECT_GT(last(me.tenant), before);
}

TEST_P(ChangesContract, ListenersHearOfCommitsThatMadeChangesOnly) {
  const Membership me = member();
  std::atomic<int> heard = 0;
  std::shared_ptr<void> handle = store().on_change([&] { ++heard; });
  upload(me);
  EXPECT_EQ(heard, 0);
  const Prediction mine = prediction(me);
  EXPECT_EQ(heard, 1);
  const auto undone = write([&](Session& s) -> Result<void> {
    RW_CHECK_OK(cancel_prediction(s, me.tenant, mine.id));
    return bad_request("no", "no");
  });
  EXPECT_FALSE(undone.ok());
  EXPECT_EQ(heard, 1);
  handle.reset();
  prediction(me);
  EXPECT_EQ(heard, 1);
}

class IdempotencyContract : public StoreContract {
 protected:
  std::optional<KeyedAnswer> take(const TenantId& tenant, std::string_view key,
                                  std::string_view hash = "h1", std::string_view route = "r") {
    return write([&](Session& s) { return take_key(s, tenant, route, key, hash); }).value();
  }
};

TEST_P(IdempotencyContract, TheFirstTakesTheKeyAndTheNextSeesIt) {
  const TenantId me = member().tenant;
  EXPECT_FALSE(take(me, "k"));
  const auto during = take(me, "k", "h2");
  ASSERT_TRUE(during);
  EXPECT_EQ(during->status, 0);
  EXPECT_EQ(during->body_hash, "h1");
  ASSERT_TRUE(
      write([&](Session& s) { return answer_key(s, me, "r", "k", 201, "{\"a\":1}"); }).ok());
  const auto after = take(me, "k");
  ASSERT_TRUE(after);
  EXPECT_EQ(after->status, 201);
  EXPECT_EQ(after->answer, "{\"a\":1}");
}

TEST_P(IdempotencyContract, TenantsAndRoutesHaveKeysOfTheirOwn) {
  const TenantId me = member().tenant, other = member().tenant;
  EXPECT_FALSE(take(me, "k"));
  EXPECT_FALSE(take(other, "k"));
  EXPECT_FALSE(take(me, "k", "h1", "another route"));
}

TEST_P(IdempotencyContract, AFailedRequestFreesItsKeyAndAnAnsweredOneDoesNot) {
  const TenantId me = member().tenant;
  const auto free = [&] {
    ASSERT_TRUE(write([&](Session& s) { return free_key(s, me, "r", "k"); }).ok());
  };
  EXPECT_FALSE(take(me, "k"));
  free();
  EXPECT_FALSE(take(me, "k"));
  ASSERT_TRUE(write([&](Session& s) { return answer_key(s, me, "r", "k", 201, "{}"); }).ok());
  free();
  EXPECT_TRUE(take(me, "k"));
}

TEST_P(IdempotencyContract, AKeyIsForgottenAfterADay) {
  const TenantId me = member().tenant;
  EXPECT_FALSE(take(me, "k"));
  ASSERT_TRUE(sql("update idempotency set created_at = created_at - 86390000").ok());
  EXPECT_TRUE(take(me, "k"));
  ASSERT_TRUE(sql("update idempotency set created_at = created_at - 20000").ok());
  EXPECT_FALSE(take(me, "k"));
  ASSERT_TRUE(sql("update idempotency set created_at = created_at - 86410000").ok());
  ASSERT_TRUE(write([](Session& s) { return sweep_keys(s); }).ok());
  EXPECT_EQ(sql("delete from idempotency").value(), 0);
}

TEST_P(IdempotencyContract, ExactlyOneOfManyThreadsTakesAKey) {
  const TenantId me = member().tenant;
  std::atomic<int> taken = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { taken += take(me, "k") ? 0 : 1; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(taken, 1);
}

TEST_P(StoreContract, AFailedTransactionLeavesNothing) {
  const Membership me = member();
  const auto undone = write([&](Session& session) -> Result<void> {
    RW_CHECK_OK(add_upload(session, {me.tenant, me.user.id, "a.csv", fresh_key(), 1, "00"}));
    return bad_request("changed_my_mind", "no");
  });
  EXPECT_EQ(code_of(undone), "changed_my_mind");
  EXPECT_TRUE(read([&](Session& s) { return list_uploads(s, me.tenant, {}, 9); })->uploads.empty());
}

TEST_P(StoreContract, AnIgnoredErrorOfAStatementStillUndoesTheTransaction) {
  const Membership me = member();
  const BlobKey key = fresh_key();
  const Result<void> undone = store().write([&](Session& session) -> Result<void> {
    const NewUpload with = {me.tenant, me.user.id, "a.csv", key, 1, "00"};
    static_cast<void>(add_upload(session, with));
    static_cast<void>(add_upload(session, with));
    return {};
  });
  EXPECT_EQ(code_of(undone), "constraint");
  EXPECT_TRUE(read([&](Session& s) { return list_uploads(s, me.tenant, {}, 9); })->uploads.empty());
}

TEST_P(StoreContract, AReadDoesNotWrite) {
  const Membership me = member();
  const auto written = read([&](Session& session) {
    return add_upload(session, {me.tenant, me.user.id, "a.csv", fresh_key(), 1, "00"});
  });
  EXPECT_FALSE(written.ok());
}

TEST_P(StoreContract, AReaderSeesOneMomentWhileOthersWrite) {
  const Membership me = member();
  upload(me);
  const auto count = [&](Session& session) {
    return list_uploads(session, me.tenant, {}, 99)->uploads.size();
  };
  const Result<void> done = store().read([&](Session& session) -> Result<void> {
    EXPECT_EQ(count(session), 1U);
    std::async(std::launch::async, [&] { upload(me); }).get();
    EXPECT_EQ(count(session), 1U);
    return {};
  });
  EXPECT_TRUE(done.ok());
  EXPECT_EQ(read([&](Session& s) { return list_uploads(s, me.tenant, {}, 9); })->uploads.size(),
            2U);
}

TEST_P(StoreContract, ManyThreadsWriteAndReadAtOnce) {
  constexpr int kEach = 25;
  const Membership me = member();
  std::vector<BlobKey> keys;
  for (int i = 0; i < 8 * kEach; ++i) keys.push_back(fresh_key());
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = 0; i < kEach; ++i) {
        const auto added = write([&](Session& session) {
          return add_upload(session,
                            {me.tenant, me.user.id, "a.csv", keys[t * kEach + i], 1, "00"});
        });
        ASSERT_TRUE(added.ok()) << added.error().detail;
        EXPECT_TRUE(read([&](Session& s) { return find_upload(s, me.tenant, added->id); }).ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto all = read([&](Session& s) { return list_uploads(s, me.tenant, {}, 999); });
  EXPECT_EQ(all->uploads.size(), keys.size());
}

TEST_P(StoreContract, AnswersWhenAsked) {
  EXPECT_TRUE(store().check().ok());
}

}  // namespace retainwise::store
