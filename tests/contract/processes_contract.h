#pragma once
/// What a Store promises that several processes have at once. Each has a Store of its own here.
#include <atomic>
#include <future>
#include <map>
#include <mutex>

#include "service/store/changes.h"
#include "service/store/idempotency.h"
#include "tests/contract/store_contract.h"

namespace retainwise::store {

class ProcessesContract : public StoreContract {
 protected:
  static constexpr int kThreads = 4;

  /// `work(store)` in several threads of two processes.
  template <class Work>
  void in_both(const Work& work) {
    const std::unique_ptr<Store> other = another();
    std::vector<std::thread> threads;
    for (Store* each : {&store(), other.get()}) {
      for (int i = 0; i < kThreads; ++i) threads.emplace_back([&work, each] { work(*each); });
    }
    for (std::thread& thread : threads) thread.join();
  }

  static auto claim_in(Store& store) {
    return write(store, [](Session& session) { return claim_prediction(session, "me:1", 30'000); });
  }
};

TEST_P(ProcessesContract, EveryPredictionIsClaimedByExactlyOneOfManyWorkers) {
  constexpr int kJobs = 60;
  const Membership me = member(), other = member();
  for (int i = 0; i < kJobs; ++i) prediction(i % 3 == 0 ? other : me);
  std::mutex mutex;
  std::map<std::string, std::vector<std::int64_t>> fences;
  in_both([&](Store& store) {
    while (true) {
      const auto claimed = claim_in(store);
      ASSERT_TRUE(claimed.ok()) << claimed.error().detail;
      if (!*claimed) return;
      const std::lock_guard lock(mutex);
      fences[(*claimed)->prediction.id.text()].push_back((*claimed)->prediction.fence.value);
    }
  });
  EXPECT_EQ(fences.size(), static_cast<std::size_t>(kJobs));
  for (const auto& [id, each] : fences) EXPECT_THAT(each, testing::ElementsAre(1)) << id;
}

TEST_P(ProcessesContract, EveryRunIsFinishedByTheFenceThatHoldsIt) {
  const Prediction mine = prediction(member());
  const Fence late = claim()->prediction.fence;
  ASSERT_TRUE(requeue(mine, late, Setback::kHandBack));
  const std::unique_ptr<Store> other = another();
  const Fence now = (*claim_in(*other))->prediction.fence;
  EXPECT_FALSE(finish(mine, late));
  EXPECT_FALSE(fail(mine, late));
  EXPECT_EQ(found(mine).fence, now);
  EXPECT_TRUE(finish(mine, now));
}

TEST_P(ProcessesContract, ManyFinishAtOnceAndEachIsWrittenOnce) {
  constexpr int kJobs = 40;
  const Membership me = member();
  for (int i = 0; i < kJobs; ++i) prediction(me);
  std::atomic<int> keys = 0, ended = 0;
  in_both([&](Store& store) {
    while (true) {
      const auto claimed = claim_in(store);
      ASSERT_TRUE(claimed.ok()) << claimed.error().detail;
      if (!*claimed) return;
      const auto key = [&] { return *BlobKey::parse("results/" + std::to_string(++keys)); };
      const Finished with = {"learn", 1, Json::object(), key(), key(), "s", std::nullopt};
      const Prediction& held = (*claimed)->prediction;
      const auto done =
          write(store, [&](Session& s) { return finish_prediction(s, held.id, held.fence, with); });
      ASSERT_TRUE(done.ok()) << done.error().detail;
      ended += *done ? 1 : 0;
    }
  });
  EXPECT_EQ(ended, kJobs);
  const auto seen = read([&](Session& s) { return changes_since(s, me.tenant, 0, 1'000); });
  EXPECT_EQ(seen->size(), static_cast<std::size_t>(3 * kJobs));  // added, claimed, finished
}

TEST_P(ProcessesContract, ExactlyOneTakesAKey) {
  const TenantId me = member().tenant;
  std::atomic<int> taken = 0;
  in_both([&](Store& store) {
    const auto known = write(store, [&](Session& s) { return take_key(s, me, "r", "k", "h"); });
    ASSERT_TRUE(known.ok()) << known.error().detail;
    taken += *known ? 0 : 1;
  });
  EXPECT_EQ(taken, 1);
}

TEST_P(ProcessesContract, AllFindTheOneLocalTenant) {
  std::mutex mutex;
  std::vector<TenantId> fresh;
  for (int i = 0; i < 2 * kThreads; ++i) fresh.push_back(fresh_id<TenantId>());
  std::vector<std::string> seen;
  std::atomic<std::size_t> next = 0;
  in_both([&](Store& store) {
    const TenantId& own = fresh[next++];
    const auto tenant = write(store, [&](Session& s) { return local_tenant(s, own); });
    ASSERT_TRUE(tenant.ok()) << tenant.error().detail;
    const std::lock_guard lock(mutex);
    seen.push_back(tenant->text());
  });
  ASSERT_EQ(seen.size(), fresh.size());
  for (const std::string& each : seen) EXPECT_EQ(each, seen[0]);
}

TEST_P(ProcessesContract, ACommitElsewhereIsHeard) {
  const std::unique_ptr<Store> other = another();
  std::promise<void> heard;
  std::atomic<bool> armed = false;
  const auto listening = other->on_change([&] {
    if (armed.exchange(false)) heard.set_value();
  });
  const Membership me = member();
  std::future<void> call = heard.get_future();
  // It may begin to listen later than this commits; then it is told of the next.
  armed = true;
  while (call.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready) prediction(me);
}

/// Who has read up to a number must not find a smaller one later.
TEST_P(ProcessesContract, ChangesBecomeVisibleInTheOrderOfTheirNumbers) {
  const Membership me = member();
  const Upload of = upload(me);
  const std::unique_ptr<Store> other = another();
  const auto add = [&](Session& session, const PredictionId& id) {
    return add_prediction(session, {id, me.tenant, of.id, me.user.id, Json::object()});
  };
  const PredictionId first = fresh_id<PredictionId>(), second = fresh_id<PredictionId>();
  std::future<bool> later;
  ASSERT_TRUE(write([&](Session& session) -> Result<void> {
                RW_CHECK_OK(add(session, first));
                later = std::async(std::launch::async, [&] {
                  return write(*other, [&](Session& s) { return add(s, second); }).ok();
                });
                later.wait_for(std::chrono::milliseconds(200));  // time to overtake, if it could
                return {};
              }).ok());
  ASSERT_TRUE(later.get());
  const auto seen = read([&](Session& s) { return changes_since(s, me.tenant, 0, 9); }).value();
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0].prediction, first);
  EXPECT_EQ(seen[1].prediction, second);
}

}  // namespace retainwise::store
