#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <future>

#include "service/store/idempotency.h"
#include "service/store/owners.h"
#include "service/store/postgresql_migrate.h"
#include "service/store/predictions.h"
#include "service/store/session.h"
#include "service/store/store.h"
#include "service/store/users.h"
#include "tests/contract/cutting_proxy.h"
#include "tests/contract/postgres_cluster.h"
#include "tests/contract/store_contract.h"
#include "tests/service/store/refusing_server.h"

namespace retainwise::store {
namespace {

using test::PostgresCluster;

/// A server, what lies before it, and what goes wrong with either.
class Postgresql : public ::testing::Test {
 protected:
  PostgresqlOptions through_proxy() const {
    return {.url = PostgresCluster::url(database_.name(), proxy_.folder()) + "&connect_timeout=2"};
  }
  std::unique_ptr<Store> open() const { return open_postgresql({.url = database_.url()}).value(); }

  static Result<void> add_user(Store& store, std::string_view subject = "s") {
    return store.write([&](Session& session) -> Result<void> {
      Statement insert(session,
                       "insert into users (issuer, subject, created_at) values ('i', :s, 0)");
      RW_CHECK_OK(insert.with("s", subject).run());
      return {};
    });
  }
  std::string users() const {
    return PostgresCluster::instance().run(database_.name(), "select count(*) from users");
  }

  /// The message, and not a part of "read committed".
  const std::string commit_ = std::string("commit\0", 7);

  test::PostgresDatabase database_;
  test::CuttingProxy proxy_{PostgresCluster::instance().socket()};
};

TEST_F(Postgresql, ACommitWhoseAnswerWasLostIsNotWrittenTwice) {
  const auto store = open_postgresql(through_proxy()).value();
  proxy_.cut_after(commit_);
  const auto written = add_user(*store);
  EXPECT_TRUE(written.ok()) << written.error().detail;
  EXPECT_TRUE(proxy_.has_cut());
  EXPECT_EQ(users(), "1");
}

TEST_F(Postgresql, WhatWasCutOffBeforeItsCommitIsWrittenOverANewConnection) {
  const auto store = open_postgresql(through_proxy()).value();
  proxy_.cut_after("insert into users");
  const auto written = add_user(*store);
  EXPECT_TRUE(written.ok()) << written.error().detail;
  EXPECT_TRUE(proxy_.has_cut());
  EXPECT_EQ(users(), "1");
}

TEST_F(Postgresql, AnUnknownCommitSaysSoAndIsFoundByItsKey) {
  PostgresqlOptions options = through_proxy();
  options.unknown_commit_wait_ms = 500;
  const auto store = open_postgresql(options).value();
  const TenantId tenant = *TenantId::parse("0190a0b0-0000-7000-8000-000000000001");
  const auto answer = [&](Session& session) -> Result<void> {
    RW_CHECK_OK(ensure_member(session, tenant, "i", "s", Role::kOwner));
    RW_CHECK_OK(take_key(session, tenant, "r", "k", "h"));
    return answer_key(session, tenant, "r", "k", 201, "{}");
  };
  proxy_.cut_after(commit_);
  proxy_.refuse(true);
  const auto written = store->write(answer);
  EXPECT_EQ(code_of(written), "commit_unknown") << written.error().detail;
  EXPECT_EQ(written.error().kind, ErrorKind::kUnavailable);
  proxy_.refuse(false);
  while (!store->check().ok()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  std::optional<KeyedAnswer> known;
  ASSERT_TRUE(store
                  ->write([&](Session& session) -> Result<void> {
                    RW_TRY(known, take_key(session, tenant, "r", "k", "h"));
                    return {};
                  })
                  .ok());
  ASSERT_TRUE(known);
  EXPECT_EQ(known->status, 201);
}

TEST_F(Postgresql, AServerThatFallsSilentIsGivenUpAndTakenAgain) {
  PostgresqlOptions options = through_proxy();
  options.transaction_limit_ms = 400;
  const auto store = open_postgresql(options).value();
  ASSERT_TRUE(add_user(*store, "a").ok());
  proxy_.fall_silent(true);
  const auto refused = add_user(*store, "b");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kUnavailable);
  proxy_.fall_silent(false);
  while (!store->check().ok()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE(add_user(*store, "c").ok());
}

TEST_F(Postgresql, ACrashOfTheServerHeals) {
  const auto store = open(), other = open();
  ASSERT_TRUE(add_user(*store, "a").ok());
  std::atomic<int> heard = 0;
  const auto listening = other->on_change([&] { ++heard; });
  PostgresCluster::instance().stop(SIGQUIT);
  const auto down = add_user(*store, "b");
  ASSERT_FALSE(down.ok());
  EXPECT_EQ(down.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(code_of(store->check()), "unavailable");
  PostgresCluster::instance().start();
  while (!store->check().ok()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE(add_user(*store, "b").ok());
  EXPECT_EQ(users(), "2");
  // The other process looks as soon as it hears again.
  while (heard == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

TEST_F(Postgresql, ARestartBetweenTwoCallsIsNotEvenSeen) {
  const auto store = open();
  ASSERT_TRUE(add_user(*store, "a").ok());
  PostgresCluster::instance().stop(SIGINT);
  PostgresCluster::instance().start();
  const auto written = add_user(*store, "b");
  EXPECT_TRUE(written.ok()) << written.error().detail;
}

TEST_F(Postgresql, TwoThatStandInEachOthersWayBothGetThrough) {
  const auto store = open();
  ASSERT_TRUE(add_user(*store, "a").ok());
  ASSERT_TRUE(add_user(*store, "b").ok());
  std::promise<void> both_hold;
  std::shared_future<void> ready = both_hold.get_future().share();
  std::atomic<int> holding = 0, runs = 0;
  const auto touch = [&](std::string_view first, std::string_view second) {
    return store->write([&](Session& session) -> Result<void> {
      ++runs;
      constexpr std::string_view kTouch =
          "update users set email = email || '.' where subject = :s";
      RW_CHECK_OK(Statement(session, kTouch).with("s", first).run());
      if (++holding == 2) both_hold.set_value();
      ready.wait();
      RW_CHECK_OK(Statement(session, kTouch).with("s", second).run());
      return {};
    });
  };
  auto other = std::async(std::launch::async, [&] { return touch("b", "a"); });
  const auto mine = touch("a", "b");
  EXPECT_TRUE(mine.ok()) << mine.error().detail;
  EXPECT_TRUE(other.get().ok());
  EXPECT_EQ(runs, 3);  // a deadlock, and one of them anew
  EXPECT_EQ(PostgresCluster::instance().run(database_.name(), "select max(email) from users"),
            "..");
}

TEST_F(Postgresql, KeepsNoMoreSessionsThanItMay) {
  const auto store = open_postgresql({.url = database_.url(), .sessions = 2}).value();
  std::vector<std::thread> threads;
  std::atomic<int> done = 0;
  for (int i = 0; i < 12; ++i)
    threads.emplace_back([&, i] { done += add_user(*store, std::to_string(i)).ok() ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 12);
  EXPECT_LE(std::stoi(PostgresCluster::instance().run(
                "postgres", "select count(*) from pg_stat_activity where datname = '" +
                                database_.name() + "'")),
            3);  // and the one that listens
}

TEST_F(Postgresql, AProcessIsGoneWhenItsConnectionIs) {
  const auto store = open();
  auto other = open_postgresql({.url = database_.url(), .owner = "other:1"}).value();
  const auto gone = [&](std::string_view owner) {
    bool said = false;
    EXPECT_TRUE(store
                    ->write([&](Session& session) -> Result<void> {
                      RW_TRY(said, owner_is_gone(session, owner));
                      return {};
                    })
                    .ok());
    return said;
  };
  EXPECT_TRUE(gone("never:1"));
  while (gone("other:1")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  other.reset();
  while (!gone("other:1")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

/// Databases whose schema is spoilt.
class PostgresqlMigrations : public ::testing::Test {
 protected:
  ~PostgresqlMigrations() override { cluster_.drop(name_); }
  Result<std::unique_ptr<Store>> open() const { return open_postgresql({.url = url()}); }
  std::string url() const { return cluster_.url(name_); }
  std::string ask(const std::string& sql) const { return cluster_.run(name_, sql); }

  PostgresCluster& cluster_ = PostgresCluster::instance();
  std::string name_ = cluster_.empty_database();
};

TEST_F(PostgresqlMigrations, OfManyProcessesOneMigratesAndTheOthersWait) {
  std::vector<std::future<bool>> starts;
  for (int i = 0; i < 8; ++i)
    starts.push_back(std::async(std::launch::async, [&] { return open().ok(); }));
  for (auto& each : starts) EXPECT_TRUE(each.get());
  EXPECT_EQ(ask("select count(*) from schema_migrations"), std::to_string(all_migrations().size()));
}

TEST_F(PostgresqlMigrations, AStepIsWholeOrAbsent) {
  ASSERT_TRUE(open().ok());
  const int next = all_migrations().back().version + 1;
  constexpr std::array<std::string_view, 3> kBroken = {
      "create table half (id bigint)", "insert into half (id) values (1)", "select from nothing"};
  std::vector<Migration> steps(all_migrations().begin(), all_migrations().end());
  steps.push_back({next, "broken", kBroken});
  const auto address = PostgresqlAddress::parse(url()).value();
  const auto connection = PostgresqlConnection::open(address).value();
  EXPECT_FALSE(migrate_postgresql(*connection, steps, 1'000).ok());
  EXPECT_EQ(ask("select count(*) from pg_tables where tablename = 'half'"), "0");
  EXPECT_EQ(ask("select max(version) from schema_migrations"), std::to_string(next - 1));
}

TEST_F(PostgresqlMigrations, ANewerSchemaIsRefusedAndNothingOfItIsClaimed) {
  const auto store = open().value();
  const TenantId tenant = *TenantId::parse("0190a0b0-0000-7000-8000-000000000001");
  ASSERT_TRUE(
      store
          ->write([&](Session& session) -> Result<void> {
            RW_TRY(const auto me, ensure_member(session, tenant, "i", "s", Role::kOwner));
            RW_TRY(const auto of, add_upload(session, {tenant, me.user.id, "a.csv",
                                                       *BlobKey::parse("u"), 1, "0"}));
            const auto id = *PredictionId::parse("0190a0b0-0000-7000-8000-000000000002");
            RW_CHECK_OK(add_prediction(session, {id, tenant, of.id, me.user.id, Json::object()}));
            return {};
          })
          .ok());
  ask("insert into schema_migrations (version, name, applied_at) values (999, 'future', 0)");
  EXPECT_EQ(code_of(store->check()), "schema_newer");
  EXPECT_EQ(code_of(store->write([](Session& session) -> Result<void> {
              RW_CHECK_OK(claim_prediction(session, "me", 1'000));
              return {};
            })),
            "schema_newer");
  EXPECT_EQ(ask("select status from predictions"), "QUEUED");
  EXPECT_EQ(code_of(open()), "schema_newer");
}

TEST(PostgresqlAddress, IsRefusedWithoutSayingWhatIsInIt) {
  for (const char* url :
       {"postgresql://me:se%cret@host/db", "postgresql://me:se/cret@host:x/db",
        "postgresql://me:12/cret@host/db", "postgresql://host/db?no_such_thing=secret"}) {
    const auto checked = check_postgresql_url(url);
    ASSERT_FALSE(checked.ok()) << url;
    EXPECT_EQ(checked.error().kind, ErrorKind::kBadRequest);
    EXPECT_THAT(checked.error().what + checked.error().hint + checked.error().detail,
                testing::Not(testing::HasSubstr("cret")));
  }
}

TEST(PostgresqlAddress, KeepsEveryCharacterOfAValue) {
  const auto address = PostgresqlAddress::parse(
      "postgresql://me:a%20%20b%27%5C%26%3D%25@[::1]:5433/d%20b?connect_timeout=7");
  ASSERT_TRUE(address.ok());
  EXPECT_THAT(address->connection, testing::HasSubstr("password=a%20%20b%27%5C%26%3D%25"));
  EXPECT_THAT(address->connection, testing::HasSubstr("connect_timeout=7"));
  EXPECT_THAT(address->connection, testing::HasSubstr("host=%3A%3A1"));
  EXPECT_EQ(address->shown, "::1:5433/d b");
}

TEST_F(Postgresql, ADatabaseThatIsNotThereIsRefusedAtOnceAndNotWaitedFor) {
  const auto store = open_postgresql(
      {.url = "postgresql://postgres:secret@/no_such_database?host=" +
              std::filesystem::path(PostgresCluster::instance().socket()).parent_path().string()});
  ASSERT_FALSE(store.ok());
  EXPECT_EQ(store.error().code, "bad_database");
  EXPECT_THAT(store.error().what, testing::HasSubstr("no_such_database"));
  EXPECT_THAT(store.error().what + store.error().hint + store.error().detail,
              testing::Not(testing::HasSubstr("secret")));
}

TEST(PostgresqlAddress, AServerThatIsNotThereIsNamedAfterTheWait) {
  const auto store =
      open_postgresql({.url = "postgresql://me:secret@127.0.0.1:1/db", .start_wait_ms = 100});
  ASSERT_FALSE(store.ok());
  EXPECT_EQ(store.error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(store.error().what, testing::HasSubstr("127.0.0.1:1/db"));
  EXPECT_THAT(store.error().what + store.error().detail,
              testing::Not(testing::HasSubstr("secret")));
}

TEST(PostgresqlErrors, SayWhatTheCallerShouldDo) {
  const auto kind = [](std::string_view state) { return postgresql_error(state, "").kind; };
  for (const char* state : {"23505", "23503", "23502", "23514"})
    EXPECT_EQ(kind(state), ErrorKind::kConflict) << state;
  for (const char* state : {"", "     ", "08006", "40001", "40P01", "25006", "53200", "53300",
                            "55P03", "57014", "57P01", "57P02", "57P03", "58030"})
    EXPECT_EQ(kind(state), ErrorKind::kUnavailable) << state;
  EXPECT_EQ(kind("53100"), ErrorKind::kStorageFull);
  for (const char* state : {"42601", "42P01", "22P02", "42501"})
    EXPECT_EQ(kind(state), ErrorKind::kBug) << state;
}

TEST(PostgresqlAtItsStart, ARefusalWhileItStartsIsNoRefusalForEver) {
  // The first attempt meets it starting up, the ping after that finds it up, and it stops again.
  test::RefusingServer server({"57P03", "28000", "57P03", "57P03"});
  const auto opened = open_postgresql({.url = server.url(), .start_wait_ms = 0});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().kind, ErrorKind::kUnavailable) << opened.error().what;
}

TEST(PostgresqlAtItsStart, WhatItRefusesTwiceItRefuses) {
  test::RefusingServer server({"28000"});
  const auto opened = open_postgresql({.url = server.url(), .start_wait_ms = 0});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, "bad_database");
}

}  // namespace
}  // namespace retainwise::store
