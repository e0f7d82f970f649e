/// Ways to open a database other than to serve from it.
#include "service/store/openings.h"

#include "service/store/schema.h"
#include "tests/contract/all_rows.h"
#include "tests/contract/postgres_cluster.h"
#include "tests/contract/temporary_directory.h"

namespace retainwise::store {
namespace {

int schema_of(Store& store) {
  int found = -1;
  const auto read = store.read([&](Session& session) -> Result<void> {
    RW_TRY(found, found_schema(session));
    return {};
  });
  EXPECT_TRUE(read.ok()) << read.error().detail;
  return found;
}

Store::Work add_tenant(const char* id) {
  return [id](Session& session) -> Result<void> {
    Statement insert(session,
                     "insert into tenants (id, kind, created_at) values (:id, 'remote', 1)");
    RW_CHECK_OK(insert.with("id", id).run());
    return {};
  };
}

std::int64_t tenants(Store& store) {
  std::int64_t count = -1;
  const auto read = store.read([&](Session& session) -> Result<void> {
    RW_CHECK_OK(Statement(session, "select count(*) from tenants").into(count).fetch());
    return {};
  });
  EXPECT_TRUE(read.ok());
  return count;
}

TEST(SqliteOnlooker, SeesWhatTheOwnerCommitsAndChangesNothing) {
  const test::TemporaryDirectory folder;
  const std::string file = folder.file("retainwise.db");
  const auto owner = open_sqlite({.file = file}).value();
  const auto onlooker = look_at_sqlite(file).value();
  EXPECT_EQ(schema_of(*onlooker), newest_schema());
  ASSERT_TRUE(owner->write(add_tenant("a")).ok());
  EXPECT_EQ(tenants(*onlooker), 1);
  EXPECT_FALSE(onlooker->write(add_tenant("b")).ok());
  EXPECT_FALSE(onlooker->read(add_tenant("c")).ok());
  ASSERT_TRUE(owner->write(add_tenant("d")).ok());
  EXPECT_EQ(tenants(*owner), 2);
}

TEST(SqliteOnlooker, ReadsOneMomentWhileTheOwnerWrites) {
  const test::TemporaryDirectory folder;
  const std::string file = folder.file("retainwise.db");
  const auto owner = open_sqlite({.file = file}).value();
  const auto onlooker = look_at_sqlite(file).value();
  const auto read = onlooker->read([&](Session& session) -> Result<void> {
    RW_TRY(const bool before, has_no_rows(session));
    EXPECT_TRUE(owner->write(add_tenant("a")).ok());
    RW_TRY(const bool after, has_no_rows(session));
    EXPECT_TRUE(before && after);
    return {};
  });
  EXPECT_TRUE(read.ok());
}

TEST(SqliteOnlooker, LeavesTheFolderFreeForAServerAndMakesNoDatabase) {
  const test::TemporaryDirectory folder;
  const std::string file = folder.file("retainwise.db");
  const auto absent = look_at_sqlite(file);
  ASSERT_FALSE(absent.ok());
  EXPECT_EQ(absent.error().kind, ErrorKind::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(file));
  ASSERT_TRUE(open_sqlite({.file = file}).ok());
  const auto onlooker = look_at_sqlite(file).value();
  EXPECT_TRUE(open_sqlite({.file = file}).ok());
}

TEST(SqliteAtASchema, IsFilledAndGoesOnToTheNewest) {
  const test::TemporaryDirectory folder;
  const std::string file = folder.file("retainwise.db");
  {
    const auto old = open_sqlite_at({.file = file}, 2).value();
    EXPECT_EQ(schema_of(*old), 2);
    ASSERT_TRUE(old->write(add_tenant("a")).ok());
  }
  const auto now = open_sqlite({.file = file}).value();
  EXPECT_EQ(schema_of(*now), newest_schema());
  EXPECT_EQ(tenants(*now), 1);
  EXPECT_EQ(code_of(open_sqlite_at({.file = folder.file("other.db")}, 3)), "");
}

TEST(SqliteAtASchema, RefusesOneThatIsAhead) {
  const test::TemporaryDirectory folder;
  const std::string file = folder.file("retainwise.db");
  ASSERT_TRUE(open_sqlite({.file = file}).ok());
  EXPECT_EQ(code_of(open_sqlite_at({.file = file}, 2)), "schema_newer");
}

TEST(PostgresqlOnlooker, SeesAnEmptyDatabaseAsItIs) {
  auto& cluster = test::PostgresCluster::instance();
  const std::string database = cluster.empty_database();
  {
    const auto onlooker = look_at_postgresql({.url = cluster.url(database)}).value();
    EXPECT_EQ(schema_of(*onlooker), 0);
    const auto old = open_postgresql_at({.url = cluster.url(database)}, 2).value();
    EXPECT_EQ(schema_of(*onlooker), 2);
    EXPECT_EQ(schema_of(*open_postgresql({.url = cluster.url(database)}).value()), newest_schema());
  }
  cluster.drop(database);
}

class BetweenDatabases : public FilledStore {};

OpenedStore opened_sqlite() {
  auto folder = std::make_shared<test::TemporaryDirectory>();
  auto store = open_sqlite({.file = folder->file("retainwise.db")});
  return {folder, std::move(store).value()};
}

OpenedStore opened_postgresql() {
  auto database = std::make_shared<test::PostgresDatabase>();
  auto store = open_postgresql({.url = database->url()});
  return {database, std::move(store).value()};
}

TEST_P(BetweenDatabases, RowsAreTheSameInTheOther) {
  fill();
  const AllRows before = everything();
  const OpenedStore other = store().kind() == "sqlite" ? opened_postgresql() : opened_sqlite();
  const auto put = write(*other.store, [&](Session& session) { return put_all(session, before); });
  ASSERT_TRUE(put.ok()) << put.error().detail;
  const auto after = write(*other.store, [](Session& session) { return all_rows(session); });
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(after->rows.at("predictions").size(), before.rows.at("predictions").size());
  for (const auto& [table, rows] : before.rows) EXPECT_EQ(after->rows.at(table), rows) << table;
  EXPECT_EQ(after->columns, before.columns);
  EXPECT_EQ(after->last_numbers, before.last_numbers);
}

INSTANTIATE_TEST_SUITE_P(From, BetweenDatabases,
                         testing::Values(OpenStore(opened_sqlite), OpenStore(opened_postgresql)),
                         [](const auto& of) { return of.index == 0 ? "Sqlite" : "Postgresql"; });

}  // namespace
}  // namespace retainwise::store
