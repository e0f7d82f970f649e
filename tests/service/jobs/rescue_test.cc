#include "service/jobs/rescue.h"

#include <thread>

#include "service/store/owners.h"
#include "tests/contract/postgres_cluster.h"
#include "tests/service/flows/house.h"

namespace retainwise::jobs {
namespace {

using flows::House;
using flows::kSmallFile;

constexpr int kLeaseMs = 30'000;

/// Leases are over by the database's clock, which a test cannot move: a lease of no length is over
/// at once, one of an hour is not.
class RescueTest : public ::testing::Test {
 protected:
  store::Claim claim(int lease_ms, std::string_view owner = "worker") {
    return *house_.run<std::optional<store::Claim>>(
        [&](store::Session& session) { return store::claim_prediction(session, owner, lease_ms); });
  }
  bool beat(const store::Claim& claim, int lease_ms) {
    return house_.run<bool>([&](store::Session& session) {
      return store::beat_prediction(session, claim.prediction.id, claim.prediction.fence,
                                    {"learning", 0.5, 3}, lease_ms);
    });
  }
  store::Prediction row() { return house_.row(id_); }

  House house_;
  PredictionId id_ = house_.upload(kSmallFile).value().prediction.id;
  Rescue rescue_{house_.services, kLeaseMs};
};

TEST_F(RescueTest, GivesBackWhoseLeaseIsOverAndWhoseBeatStoodStillForALease) {
  claim(0);
  EXPECT_EQ(rescue_.sweep().value(), 0);  // over, but not watched for long enough
  house_.clock.pass(kLeaseMs - 1'000);
  EXPECT_EQ(rescue_.sweep().value(), 0);
  house_.clock.pass(1'000);
  EXPECT_EQ(rescue_.sweep().value(), 1);
  EXPECT_EQ(row().status, store::Status::kQueued);
  EXPECT_EQ(row().losses, 1);
  EXPECT_EQ(row().failures + row().deaths, 0);
}

TEST_F(RescueTest, LeavesABeatingJobAloneThoughTheDatabasesClockJumpedAhead) {
  const store::Claim mine = claim(0);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(rescue_.sweep().value(), 0);
    house_.clock.pass(10'000);
    ASSERT_TRUE(beat(mine, 0));
  }
  EXPECT_EQ(row().status, store::Status::kProcessing);
}

TEST_F(RescueTest, FindsADeadJobThoughTheDatabasesClockJumpedBack) {
  claim(3'600'000);
  EXPECT_EQ(rescue_.sweep().value(), 0);
  house_.clock.pass(2 * kLeaseMs - 1'000);
  EXPECT_EQ(rescue_.sweep().value(), 0);
  house_.clock.pass(1'000);
  EXPECT_EQ(rescue_.sweep().value(), 1);
}

TEST_F(RescueTest, ANewFenceIsANewSighting) {
  const store::Claim mine = claim(0);
  EXPECT_EQ(rescue_.sweep().value(), 0);
  house_.run<bool>([&](store::Session& session) {
    return store::requeue_prediction(session, id_, mine.prediction.fence, store::Setback::kHandBack,
                                     0);
  });
  claim(0, "other");
  house_.clock.pass(kLeaseMs);
  EXPECT_EQ(rescue_.sweep().value(), 0);
}

TEST_F(RescueTest, AtStartTakesFromEveryOwnerThatIsGone) {
  claim(3'600'000, "dead");
  EXPECT_EQ(rescue_.take_from_all_but("me").value(), 1);
  EXPECT_EQ(row().status, store::Status::kQueued);
  EXPECT_EQ(row().losses, 1);
  claim(3'600'000, "me");
  EXPECT_EQ(rescue_.take_from_all_but("me").value(), 0);
}

TEST_F(RescueTest, TheFirstLossesAreRescuedWithoutWaiting) {
  for (int losses = 1; losses <= 3; ++losses) {
    claim(3'600'000, "dead");
    ASSERT_EQ(rescue_.take_from_all_but("me").value(), 1);
    EXPECT_EQ(row().losses, losses);
  }
  claim(3'600'000, "dead");  // there at once, or this throws
}

TEST_F(RescueTest, TheTwentiethLossIsTheEnd) {
  for (int losses = 1; losses < Rescue::kMaxLosses; ++losses) {
    const auto lease = house_.run<std::optional<store::Claim>>(
        [&](store::Session& session) { return store::claim_prediction(session, "dead", 0); });
    ASSERT_TRUE(lease);
    const auto open = house_.run<std::vector<store::Lease>>(
        [](store::Session& session) { return store::list_leases(session); });
    house_.run<bool>([&](store::Session& session) {  // without the backoff
      return store::requeue_lost(session, id_, open[0].fence, open[0].beat, 0);
    });
  }
  claim(0, "dead");
  EXPECT_EQ(rescue_.take_from_all_but("me").value(), 1);
  EXPECT_EQ(row().status, store::Status::kFailed);
  EXPECT_EQ(row().errors[0]["code"], "lost_too_often");
}

/// Several processes on one database.
class OrphanTest : public ::testing::Test {
 protected:
  std::unique_ptr<store::Store> open(const std::string& owner) const {
    return store::open_postgresql({.url = database_.url(), .owner = owner}).value();
  }
  bool gone(std::string_view owner) {
    return house_.run<bool>(
        [&](store::Session& session) { return store::owner_is_gone(session, owner); });
  }
  void claim(std::string_view owner) {
    house_.run<std::optional<store::Claim>>([&](store::Session& session) {
      return store::claim_prediction(session, owner, 3'600'000);
    });
  }
  static void a_moment() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }

  test::PostgresDatabase database_;
  House house_{open("me")};
  PredictionId id_ = house_.upload(kSmallFile).value().prediction.id;
  Rescue rescue_{house_.services, kLeaseMs, "me"};
};

TEST_F(OrphanTest, IsGivenBackLongBeforeItsLeaseIsOver) {
  auto other = open("other");
  while (gone("other")) a_moment();
  claim("other");
  EXPECT_EQ(rescue_.sweep().value(), 0);
  house_.clock.pass(10'000);
  EXPECT_EQ(rescue_.sweep().value(), 0);
  other.reset();
  while (!gone("other")) a_moment();
  EXPECT_EQ(rescue_.sweep().value(), 0);  // its connection may be made anew
  house_.clock.pass(3'000);
  EXPECT_EQ(rescue_.sweep().value(), 1);
  EXPECT_EQ(house_.row(id_).status, store::Status::kQueued);
  EXPECT_EQ(house_.row(id_).losses, 1);
}

TEST_F(OrphanTest, IsNoneWhoseConnectionCameBack) {
  claim("other");
  EXPECT_EQ(rescue_.sweep().value(), 0);
  const auto other = open("other");
  while (gone("other")) a_moment();
  house_.clock.pass(10'000);
  EXPECT_EQ(rescue_.sweep().value(), 0);
}

TEST_F(OrphanTest, IsNothingOfOurOwn) {
  claim("me");
  EXPECT_EQ(rescue_.sweep().value(), 0);
  house_.clock.pass(10'000);
  EXPECT_EQ(rescue_.sweep().value(), 0);
}

}  // namespace
}  // namespace retainwise::jobs
