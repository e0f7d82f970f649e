#pragma once
/// A prediction's life, as every Store keeps it.
#include "service/store/changes.h"
#include "tests/contract/store_contract.h"

namespace retainwise::store {

TEST_P(StoreContract, AddsAPredictionAsQueued) {
  const Membership me = member();
  const Upload of = upload(me, "Asiakkaat \"2026\"; ünï\n.csv");
  const Prediction added = prediction(me, of);
  EXPECT_EQ(added.status, Status::kQueued);
  EXPECT_EQ(added.filename, "Asiakkaat \"2026\"; ünï\n.csv");
  EXPECT_EQ(added.upload, of.id);
  EXPECT_EQ(added.user, me.user.id);
  EXPECT_EQ(added.options, (Json{{"seed", 1}}));
  EXPECT_TRUE(added.metrics.is_null());
  EXPECT_EQ(added.fence.value, 0);
  EXPECT_FALSE(added.started_at);
  EXPECT_GT(added.created_at.unix_ms, 1'600'000'000'000);
}

TEST_P(StoreContract, AClaimTakesTheOldestOfATenant) {
  const Membership me = member();
  const Prediction first = prediction(me), second = prediction(me);
  const std::optional<Claim> claimed = claim();
  ASSERT_TRUE(claimed);
  EXPECT_EQ(claimed->prediction.id, first.id);
  EXPECT_EQ(claimed->prediction.status, Status::kProcessing);
  EXPECT_EQ(claimed->prediction.fence.value, 1);
  EXPECT_TRUE(claimed->prediction.started_at);
  EXPECT_EQ(claimed->upload.id, first.upload);
  EXPECT_EQ(claim()->prediction.id, second.id);
  EXPECT_FALSE(claim());
}

TEST_P(StoreContract, EachPredictionIsClaimedByExactlyOneOfManyThreads) {
  constexpr int kPredictions = 40;
  const Membership me = member();
  for (int i = 0; i < kPredictions; ++i) prediction(me);
  std::mutex mutex;
  std::vector<std::string> claimed;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      while (const std::optional<Claim> mine = claim()) {
        EXPECT_EQ(mine->prediction.fence.value, 1);
        const std::lock_guard lock(mutex);
        claimed.push_back(mine->prediction.id.text());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(claimed.size(), std::size_t{kPredictions});
  std::sort(claimed.begin(), claimed.end());
  EXPECT_EQ(std::unique(claimed.begin(), claimed.end()), claimed.end());
}

TEST_P(StoreContract, ClaimsGoRoundTheTenants) {
  const Membership a = member(), b = member();
  for (int i = 0; i < 5; ++i) prediction(a);
  EXPECT_EQ(claim()->prediction.tenant, a.tenant);
  prediction(b);
  prediction(b);
  std::vector<TenantId> order;
  for (int i = 0; i < 5; ++i) order.push_back(claim()->prediction.tenant);
  EXPECT_THAT(order, testing::ElementsAre(b.tenant, a.tenant, b.tenant, a.tenant, a.tenant));
}

TEST_P(StoreContract, ADelayedPredictionWaits) {
  const Prediction mine = prediction(member());
  const Claim claimed = *claim();
  EXPECT_TRUE(requeue(mine, claimed.prediction.fence, Setback::kFailure, 3'600'000));
  EXPECT_FALSE(claim());
  EXPECT_EQ(read([](Session& session) { return backlog(session); })->queued, 0);
  ASSERT_TRUE(sql("update predictions set run_after = now_ms() - 5000").ok());
  const Backlog due = read([](Session& session) { return backlog(session); }).value();
  EXPECT_EQ(due.queued, 1);
  EXPECT_GE(due.oldest_age_ms, 5'000);
  EXPECT_EQ(claim()->prediction.fence.value, 2);
}

TEST_P(StoreContract, FinishWritesResultAndModelTogether) {
  const Membership me = member();
  const Prediction mine = prediction(me);
  const Fence fence = claim()->prediction.fence;
  const ModelId model = fresh_id<ModelId>();
  Finished with = finished();
  with.metrics = Json{{"roc_auc", .847123456789}};
  with.rows = 9'007'199'254'740'993;
  with.model = StoredModel{model, me.tenant, mine.id, fresh_key(), "ff", {}};
  EXPECT_TRUE(finish(mine, fence, with));
  const Prediction done = found(mine);
  EXPECT_EQ(done.status, Status::kCompleted);
  EXPECT_EQ(done.metrics, with.metrics);
  EXPECT_EQ(done.rows_processed, with.rows);
  EXPECT_EQ(done.output_key, with.output_key);
  EXPECT_EQ(done.customers_key, with.customers_key);
  EXPECT_EQ(done.result_sha256, "abc");
  EXPECT_EQ(done.mode, "learn");
  EXPECT_EQ(done.model, model);
  EXPECT_EQ(done.progress, 1);
  EXPECT_TRUE(done.finished_at);
  const auto kept = read([&](Session& s) { return find_model(s, me.tenant, model); });
  EXPECT_EQ(kept->prediction, mine.id);
  EXPECT_EQ(kept->sha256, "ff");
}

TEST_P(StoreContract, AFailureSaysWhy) {
  const Prediction mine = prediction(member());
  EXPECT_TRUE(fail(mine, claim()->prediction.fence));
  const Prediction failed = found(mine);
  EXPECT_EQ(failed.status, Status::kFailed);
  EXPECT_EQ(failed.error_message, "No outcome.");
  EXPECT_EQ(failed.errors[0]["code"], "no_outcome");
}

TEST_P(StoreContract, ALateFenceChangesNothing) {
  const Prediction mine = prediction(member());
  const Fence late = claim()->prediction.fence;
  ASSERT_TRUE(requeue(mine, late, Setback::kHandBack));
  const Claim now = *claim();
  const Prediction before = found(mine);
  EXPECT_FALSE(beat(mine, late, {"scoring", .9, 5}));
  EXPECT_FALSE(finish(mine, late));
  EXPECT_FALSE(fail(mine, late));
  EXPECT_FALSE(requeue(mine, late, Setback::kDeath));
  const Prediction after = found(mine);
  EXPECT_EQ(after.status, Status::kProcessing);
  EXPECT_EQ(after.fence, now.prediction.fence);
  EXPECT_EQ(after.stage, before.stage);
  EXPECT_EQ(after.deaths, 0);
  EXPECT_FALSE(after.output_key);
}

TEST_P(StoreContract, ALateModelIsNotKept) {
  const Membership me = member();
  const Prediction mine = prediction(me);
  const Fence late = claim()->prediction.fence;
  ASSERT_TRUE(requeue(mine, late, Setback::kHandBack));
  Finished with = finished();
  const ModelId model = fresh_id<ModelId>();
  with.model = StoredModel{model, me.tenant, mine.id, fresh_key(), "ff", {}};
  EXPECT_FALSE(finish(mine, late, with));
  EXPECT_EQ(code_of(read([&](Session& s) { return find_model(s, me.tenant, model); })),
            "not_found");
}

TEST_P(StoreContract, ARunFinishesOnce) {
  const Prediction mine = prediction(member());
  const Fence fence = claim()->prediction.fence;
  const Finished first = finished();
  EXPECT_TRUE(finish(mine, fence, first));
  EXPECT_FALSE(finish(mine, fence));
  EXPECT_FALSE(fail(mine, fence));
  EXPECT_EQ(found(mine).output_key, first.output_key);
}

TEST_P(StoreContract, ABeatShowsStageProgressAndRows) {
  const Prediction mine = prediction(member());
  const Fence fence = claim(1)->prediction.fence;
  EXPECT_TRUE(beat(mine, fence, {"learning", .25, 7'043}));
  const Prediction after = found(mine);
  EXPECT_EQ(after.stage, "learning");
  EXPECT_EQ(after.progress, .25);
  EXPECT_EQ(after.rows_processed, 7'043);
}

TEST_P(StoreContract, ABeatMovesTheLeaseAndTheBeatOn) {
  const Prediction mine = prediction(member());
  const Fence fence = claim(0)->prediction.fence;
  const auto leases = [&] {
    return read([](Session& session) { return list_leases(session); }).value();
  };
  const Lease before = leases().at(0);
  EXPECT_TRUE(before.expired);
  EXPECT_EQ(before.owner, "me:1");
  EXPECT_EQ(before.fence, fence);
  EXPECT_TRUE(beat(mine, fence, {"learning", .1, 1}));
  const Lease after = leases().at(0);
  EXPECT_FALSE(after.expired);
  EXPECT_GT(after.beat, before.beat);
  EXPECT_TRUE(finish(mine, fence));
  EXPECT_TRUE(leases().empty());
}

TEST_P(StoreContract, CancelEndsARunningJobAtItsNextBeat) {
  const Prediction mine = prediction(member());
  const Fence fence = claim()->prediction.fence;
  const auto cancel = [&] {
    return write([&](Session& s) { return cancel_prediction(s, mine.tenant, mine.id); });
  };
  EXPECT_TRUE(cancel().ok());
  EXPECT_FALSE(beat(mine, fence, {"learning", .5, 10}));
  EXPECT_FALSE(finish(mine, fence));
  EXPECT_FALSE(requeue(mine, fence, Setback::kFailure));
  EXPECT_EQ(found(mine).status, Status::kFailed);
  EXPECT_EQ(found(mine).error_message, "cancelled");
  EXPECT_EQ(code_of(cancel()), "not_open");
}

TEST_P(StoreContract, CancelAnswersWithTheNewState) {
  const Prediction mine = prediction(member());
  const auto cancelled =
      write([&](Session& s) { return cancel_prediction(s, mine.tenant, mine.id); });
  EXPECT_EQ(cancelled->status, Status::kFailed);
  EXPECT_FALSE(claim());
}

TEST_P(StoreContract, RetryStartsAnewUnderAGreaterFence) {
  const Prediction mine = prediction(member());
  const auto retry = [&] {
    return write([&](Session& s) { return retry_prediction(s, mine.tenant, mine.id); });
  };
  ASSERT_TRUE(requeue(mine, claim()->prediction.fence, Setback::kDeath));
  ASSERT_TRUE(fail(mine, claim()->prediction.fence));
  const auto again = retry();
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->status, Status::kQueued);
  EXPECT_EQ(again->deaths, 0);
  EXPECT_EQ(again->error_message, "");
  EXPECT_TRUE(again->errors.is_null());
  EXPECT_FALSE(again->finished_at);
  EXPECT_EQ(claim()->prediction.fence.value, 3);
}

TEST_P(StoreContract, RetryAndDeleteDoNotTouchARunningJob) {
  const Prediction mine = prediction(member());
  const Fence fence = claim()->prediction.fence;
  EXPECT_EQ(code_of(write([&](Session& s) { return retry_prediction(s, mine.tenant, mine.id); })),
            "not_failed");
  EXPECT_EQ(code_of(write([&](Session& s) { return remove_prediction(s, mine.tenant, mine.id); })),
            "still_processing");
  EXPECT_EQ(code_of(write([&](Session& s) { return remove_upload(s, mine.tenant, mine.upload); })),
            "upload_in_use");
  EXPECT_TRUE(finish(mine, fence));
}

TEST_P(StoreContract, AHandBackCountsAsNothing) {
  const Prediction mine = prediction(member());
  ASSERT_TRUE(requeue(mine, claim()->prediction.fence, Setback::kHandBack));
  const Prediction back = found(mine);
  EXPECT_EQ(back.status, Status::kQueued);
  EXPECT_EQ(back.stage, "");
  EXPECT_FALSE(back.started_at);
  EXPECT_EQ(back.failures + back.deaths + back.losses, 0);
}

TEST_P(StoreContract, FailuresDeathsAndLossesAreCountedApart) {
  const Prediction mine = prediction(member());
  ASSERT_TRUE(requeue(mine, claim()->prediction.fence, Setback::kFailure));
  ASSERT_TRUE(requeue(mine, claim()->prediction.fence, Setback::kFailure));
  ASSERT_TRUE(requeue(mine, claim()->prediction.fence, Setback::kDeath));
  for (int i = 0; i < 3; ++i) {
    const Fence fence = claim()->prediction.fence;
    const std::int64_t seen =
        read([](Session& session) { return list_leases(session); })->at(0).beat;
    ASSERT_TRUE(write([&](Session& session) {
                  return requeue_lost(session, mine.id, fence, seen, 0);
                }).value());
  }
  const Prediction after = found(mine);
  EXPECT_EQ(after.failures, 2);
  EXPECT_EQ(after.deaths, 1);
  EXPECT_EQ(after.losses, 3);
}

TEST_P(StoreContract, ALossIsNotBelievedOfAJobThatBeatSince) {
  const Prediction mine = prediction(member());
  const Fence fence = claim(0)->prediction.fence;
  const Lease seen = read([](Session& session) { return list_leases(session); })->at(0);
  ASSERT_TRUE(beat(mine, fence, {"learning", .1, 1}));
  EXPECT_FALSE(write([&](Session& session) {
                 return requeue_lost(session, mine.id, fence, seen.beat, 0);
               }).value());
  EXPECT_TRUE(finish(mine, fence));
}

TEST_P(StoreContract, PagesAreNewestFirstWithoutGapsOrDoubles) {
  const Membership me = member();
  std::vector<std::string> ids;
  for (int i = 0; i < 7; ++i) ids.push_back(prediction(me).id.text());
  prediction(member());
  std::reverse(ids.begin(), ids.end());
  std::vector<std::string> seen;
  PredictionFilter filter;
  filter.limit = 3;
  do {
    const auto page =
        read([&](Session& session) { return list_predictions(session, me.tenant, filter); });
    ASSERT_TRUE(page.ok());
    EXPECT_LE(page->predictions.size(), 3U);
    for (const Prediction& each : page->predictions) seen.push_back(each.id.text());
    filter.before = page->next;
  } while (filter.before);
  EXPECT_EQ(seen, ids);
}

TEST_P(StoreContract, ListsByStatusAndByAPartOfTheName) {
  const Membership me = member();
  const Prediction done = prediction(me, upload(me, "Sales_100%.csv"));
  prediction(me, upload(me, "sales-1000.csv"));
  ASSERT_TRUE(finish(done, claim()->prediction.fence));
  const auto count = [&](const PredictionFilter& filter) {
    return read([&](Session& session) { return list_predictions(session, me.tenant, filter); })
        ->predictions.size();
  };
  EXPECT_EQ(count({.status = Status::kCompleted}), 1U);
  EXPECT_EQ(count({.status = Status::kFailed}), 0U);
  EXPECT_EQ(count({.q = "SALES"}), 2U);
  EXPECT_EQ(count({.q = "100%"}), 1U);
  EXPECT_EQ(count({.q = "s_1"}), 1U);
  EXPECT_EQ(count({.q = "' or 1=1 --"}), 0U);
}

}  // namespace retainwise::store
