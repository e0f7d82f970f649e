#pragma once
/// What every Store promises about copies of all its rows (store/backup_rows.h, named_blobs.h,
/// schema.h).
#include <set>

#include "service/store/named_blobs.h"
#include "service/store/schema.h"
#include "tests/contract/all_rows.h"

namespace retainwise::store {

class BackupContract : public FilledStore {};

TEST_P(BackupContract, HoldsEveryTableButThoseThatItNames) {
  const std::string_view sql =
      store().kind() == "sqlite"
          ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
          : "select cast(table_name as text) from information_schema.tables "
            "where table_schema = current_schema()";
  const auto found = read([&](Session& session) -> Result<std::set<std::string>> {
    std::set<std::string> names;
    std::string name;
    Statement query(session, sql);
    query.into(name);
    while (true) {
      RW_TRY(const bool more, query.fetch());
      if (!more) return names;
      names.insert(name);
    }
  });
  ASSERT_TRUE(found.ok()) << found.error().detail;
  std::set<std::string> known = {"schema_migrations", "secrets", "deletions", "database_name"};
  for (const std::string_view table : backed_tables()) known.emplace(table);
  EXPECT_EQ(*found, known);
}

TEST_P(BackupContract, RowsOfACopyAreThoseOfTheOriginal) {
  fill();
  const AllRows before = everything();
  EXPECT_EQ(before.rows.at("predictions").size(), 3U);
  EXPECT_EQ(before.rows.at("models").size(), 1U);
  const OpenedStore other = GetParam()();
  const auto put = write(*other.store, [&](Session& session) { return put_all(session, before); });
  ASSERT_TRUE(put.ok()) << put.error().detail;
  const auto after = write(*other.store, [](Session& session) { return all_rows(session); });
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(*after, before);
}

TEST_P(BackupContract, AClaimedRowKeepsFractionsAndNulls) {
  fill();
  const AllRows all = everything();
  const auto& columns = all.columns.at("predictions");
  const auto at = [&](const char* name) {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) -
                                    columns.begin());
  };
  ASSERT_TRUE(
      write([&](Session& session) {
        return Statement(session, "update predictions set progress = 0.12345678901234566").run();
      }).ok());
  const Json row = everything().rows.at("predictions").back();
  EXPECT_EQ(row[at("progress")], 0.12345678901234566);
  EXPECT_TRUE(row[at("cancelled_at")].is_null());
}

TEST_P(BackupContract, NumbersThatWereGivenAreNotGivenAgain) {
  const Membership by = member();
  const Upload gone = upload(by);
  ASSERT_TRUE(write([&](Session& session) -> Result<bool> {
                RW_CHECK_OK(remove_upload(session, by.tenant, gone.id));
                return true;
              }).ok());
  const AllRows all = everything();
  EXPECT_EQ(all.last_numbers.at("uploads"), gone.id.value);
  const OpenedStore other = GetParam()();
  ASSERT_TRUE(write(*other.store, [&](Session& session) { return put_all(session, all); }).ok());
  const auto next = write(*other.store, [&](Session& session) {
    return add_upload(session, {by.tenant, by.user.id, "next.csv", fresh_key(), 1, "5a"});
  });
  ASSERT_TRUE(next.ok()) << next.error().detail;
  EXPECT_GT(next->id.value, gone.id.value);
}

TEST_P(BackupContract, WhatDoesNotFitIsRefusedAndNothingStays) {
  fill();
  const AllRows good = everything();
  const OpenedStore other = GetParam()();
  const auto refused = [&](const AllRows& all) {
    const auto put = write(*other.store, [&](Session& session) { return put_all(session, all); });
    return code_of(put);
  };
  AllRows column = good;
  column.columns["users"][0] = "id; drop table users";
  EXPECT_EQ(refused(column), "backup_damaged");
  AllRows type = good;
  type.rows["users"][0][0] = "seven";
  EXPECT_EQ(refused(type), "backup_damaged");
  AllRows count = good;
  count.rows["uploads"][0].push_back(1);
  EXPECT_EQ(refused(count), "backup_damaged");
  AllRows orphan = good;
  orphan.rows["uploads"].clear();
  EXPECT_EQ(refused(orphan), "backup_damaged");
  EXPECT_TRUE(write(*other.store, [](Session& session) { return has_no_rows(session); }).value());
  EXPECT_EQ(refused(good), "");
}

TEST_P(BackupContract, OnlyTablesOfOursAreReadAndWritten) {
  const auto rows = read([](Session& session) { return rows_of(session, "secrets", 0, 1); });
  EXPECT_FALSE(rows.ok());
}

TEST_P(BackupContract, AnEmptyDatabaseHasNoRowsAndAFirstTenantIsOne) {
  const auto empty = [&] {
    return read([](Session& session) { return has_no_rows(session); }).value();
  };
  EXPECT_TRUE(empty());
  member();
  EXPECT_FALSE(empty());
}

TEST_P(BackupContract, WhatRanWaitsAgainUnderTheSameFence) {
  const Membership by = member();
  prediction(by);
  const auto claimed = claim();
  ASSERT_TRUE(claimed);
  EXPECT_EQ(write([](Session& session) { return release_predictions(session); }).value(), 1);
  EXPECT_EQ(found(claimed->prediction).status, Status::kQueued);
  EXPECT_FALSE(finish(claimed->prediction, claimed->prediction.fence));
  const auto again = claim();
  ASSERT_TRUE(again);
  EXPECT_GT(again->prediction.fence, claimed->prediction.fence);
}

TEST_P(BackupContract, NamesEveryFileOnceAndNoneOfARemovedModel) {
  const Membership by = fill();
  const auto named = [&] {
    return read([](Session& session) { return named_blobs(session); }).value();
  };
  EXPECT_EQ(named().size(), 3U + 2U + 1U);  // uploads, a result with its customers, a model
  std::set<std::string> keys;
  for (const NamedBlob& each : named()) keys.insert(each.key.text());
  EXPECT_EQ(keys.size(), named().size());
  const ModelPage models = read([&](Session& session) {
                             return list_models(session, by.tenant, std::nullopt, 10);
                           }).value();
  ASSERT_TRUE(write([&](Session& session) -> Result<bool> {
                RW_CHECK_OK(remove_model(session, by.tenant, models.models[0].id));
                return true;
              }).ok());
  EXPECT_EQ(named().size(), 5U);
}

TEST_P(BackupContract, KnowsItsSchemaItsServerAndItsClock) {
  const auto schema = read([](Session& session) { return found_schema(session); });
  ASSERT_TRUE(schema.ok()) << schema.error().detail;
  EXPECT_EQ(*schema, newest_schema());
  EXPECT_TRUE(refuse_newer_schema(newest_schema()).ok());
  EXPECT_EQ(code_of(refuse_newer_schema(newest_schema() + 1)), "schema_newer");
  fill();
  const auto facts = read([](Session& session) { return database_facts(session); });
  ASSERT_TRUE(facts.ok()) << facts.error().detail;
  EXPECT_NE(facts->version, "");
  ASSERT_TRUE(facts->newest);
  EXPECT_LE(facts->newest->unix_ms, facts->now.unix_ms);
  EXPECT_TRUE(read([](Session& session) -> Result<bool> {
                RW_CHECK_OK(check_integrity(session));
                return true;
              }).ok());
}

}  // namespace retainwise::store
