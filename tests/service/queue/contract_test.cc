#include "tests/contract/postgres_cluster.h"
#include "tests/contract/task_queue_contract.h"
#include "tests/service/queue/beneath.h"
#include "tests/service/queue/made_queue.h"

namespace retainwise::queue {
namespace {

OpenedQueue fresh_in_database() {
  auto beneath = std::make_shared<Beneath>();
  auto queue = make_database_queue(*beneath->store);
  return {beneath, std::move(queue)};
}

struct OnPostgresql {
  test::PostgresDatabase database;
  std::unique_ptr<store::Store> store = store::open_postgresql({.url = database.url()}).value();
};

OpenedQueue fresh_in_postgresql() {
  auto beneath = std::make_shared<OnPostgresql>();
  auto queue = make_database_queue(*beneath->store);
  return {beneath, std::move(queue)};
}

OpenedQueue fresh_at_fauxqs() {
  auto made = std::make_shared<test::MadeQueue>();
  auto queue = made->open();
  return {made, std::move(queue)};
}

INSTANTIATE_TEST_SUITE_P(Embedded, TaskQueueContract, testing::Values(OpenQueue(fresh_in_database)),
                         [](const auto&) { return "Sqlite"; });
INSTANTIATE_TEST_SUITE_P(Postgresql, TaskQueueContract,
                         testing::Values(OpenQueue(fresh_in_postgresql)),
                         [](const auto&) { return "Postgresql"; });
INSTANTIATE_TEST_SUITE_P(Fauxqs, TaskQueueContract, testing::Values(OpenQueue(fresh_at_fauxqs)),
                         [](const auto&) { return "SQS"; });

}  // namespace
}  // namespace retainwise::queue
