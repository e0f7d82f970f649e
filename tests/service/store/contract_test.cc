#include "tests/contract/backup_contract.h"
#include "tests/contract/logs_contract.h"
#include "tests/contract/models_contract.h"
#include "tests/contract/postgres_cluster.h"
#include "tests/contract/predictions_contract.h"
#include "tests/contract/processes_contract.h"
#include "tests/contract/remote_members_contract.h"
#include "tests/contract/temporary_directory.h"
#include "tests/contract/tenants_contract.h"

namespace retainwise::store {
namespace {

OpenedStore opened(std::shared_ptr<void> files, Result<std::unique_ptr<Store>> store) {
  EXPECT_TRUE(store.ok()) << (store.ok() ? "" : store.error().what + store.error().detail);
  return {std::move(files), std::move(store).value()};
}

OpenedStore fresh_sqlite() {
  auto directory = std::make_shared<test::TemporaryDirectory>();
  return opened(directory, open_sqlite({.file = directory->file("retainwise.db")}));
}

OpenedStore fresh_postgresql() {
  auto database = std::make_shared<test::PostgresDatabase>();
  const auto open = [url = database->url()] { return open_postgresql({.url = url}); };
  OpenedStore out = opened(database, open());
  out.another = [open] { return open().value(); };
  return out;
}

const auto kStores = testing::Values(OpenStore(fresh_sqlite), OpenStore(fresh_postgresql));
const auto kName = [](const auto& of) { return of.index == 0 ? "Sqlite" : "Postgresql"; };

INSTANTIATE_TEST_SUITE_P(On, StoreContract, kStores, kName);
INSTANTIATE_TEST_SUITE_P(On, BackupContract, kStores, kName);
INSTANTIATE_TEST_SUITE_P(On, ModelContract, kStores, kName);
INSTANTIATE_TEST_SUITE_P(On, SecretContract, kStores, kName);
INSTANTIATE_TEST_SUITE_P(On, RemoteMemberContract, kStores, kName);
INSTANTIATE_TEST_SUITE_P(On, ChangesContract, kStores, kName);
INSTANTIATE_TEST_SUITE_P(On, IdempotencyContract, kStores, kName);
INSTANTIATE_TEST_SUITE_P(On, ProcessesContract, testing::Values(OpenStore(fresh_postgresql)),
                         [](const auto&) { return "Postgresql"; });

}  // namespace
}  // namespace retainwise::store
