#include <sys/stat.h>

#include "tests/contract/logs_contract.h"
#include "tests/contract/models_contract.h"
#include "tests/contract/predictions_contract.h"
#include "tests/contract/temporary_directory.h"
#include "tests/contract/tenants_contract.h"

namespace retainwise::store {
namespace {

OpenedStore open_fresh() {
  auto directory = std::make_shared<test::TemporaryDirectory>();
  Result<std::unique_ptr<Store>> store = open_sqlite({.file = directory->file("retainwise.db")});
  EXPECT_TRUE(store.ok()) << (store.ok() ? "" : store.error().detail);
  return {directory, std::move(store).value()};
}

const auto kSqlite = testing::Values(OpenStore(open_fresh));
const auto kName = [](const auto&) { return "Sqlite"; };

INSTANTIATE_TEST_SUITE_P(Embedded, StoreContract, kSqlite, kName);
INSTANTIATE_TEST_SUITE_P(Embedded, ModelContract, kSqlite, kName);
INSTANTIATE_TEST_SUITE_P(Embedded, SecretContract, kSqlite, kName);
INSTANTIATE_TEST_SUITE_P(Embedded, ChangesContract, kSqlite, kName);
INSTANTIATE_TEST_SUITE_P(Embedded, IdempotencyContract, kSqlite, kName);

}  // namespace
}  // namespace retainwise::store
