#include "service/store/postgresql_pool.h"

#include <utility>

namespace retainwise::store {
namespace {

constexpr auto kPatience = std::chrono::seconds(10);
/// While the server is away one caller in so long asks for it; the others hear what that one heard.
constexpr auto kDownPause = std::chrono::milliseconds(300);

}  // namespace

PostgresqlPool::Lent::Lent(PostgresqlPool& pool, std::unique_ptr<PostgresqlConnection> connection)
    : pool_(pool),
      connection_(std::move(connection)),
      watch_(std::make_unique<Watchdog::Watch>(pool.watchdog_, connection_->socket())) {}

PostgresqlPool::Lent::~Lent() {
  watch_.reset();
  if (connection_) pool_.give_back(std::move(connection_));
}

Result<PostgresqlPool::Lent> PostgresqlPool::take() {
  {
    std::unique_lock lock(mutex_);
    RW_CHECK_OK(wait_for_place(lock));
  }
  auto found = find();
  if (found.ok()) return Lent(*this, std::move(found).value());
  leave_place();
  return found.error();
}

Result<void> PostgresqlPool::wait_for_place(std::unique_lock<std::mutex>& lock) {
  if (!returned_.wait_for(lock, kPatience, [this] { return lent_ < most_; }))
    return unavailable("The database has too much to do.", "all sessions stayed in use");
  ++lent_;
  return {};
}

Result<std::unique_ptr<PostgresqlConnection>> PostgresqlPool::find() {
  while (true) {
    std::unique_ptr<PostgresqlConnection> known;
    {
      const std::lock_guard lock(mutex_);
      if (free_.empty()) break;
      known = std::move(free_.back());
      free_.pop_back();
    }
    if (known->alive()) return known;
  }
  return connect();
}

Result<std::unique_ptr<PostgresqlConnection>> PostgresqlPool::connect() {
  {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (down_ && now < down_until_) return *down_;
    down_until_ = now + kDownPause;
  }
  auto opened = PostgresqlConnection::open(address_);
  const std::lock_guard lock(mutex_);
  down_.reset();
  if (opened.ok()) return opened;
  // While it runs, a server that refuses is one that will take us again: nobody changed the
  // address.
  down_ = unavailable("The database does not answer.",
                      opened.error().what + " " + opened.error().detail);
  down_until_ = std::chrono::steady_clock::now() + kDownPause;
  return *down_;
}

void PostgresqlPool::give_back(std::unique_ptr<PostgresqlConnection> connection) {
  if (connection->alive()) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(connection));
  }
  connection.reset();
  leave_place();
}

void PostgresqlPool::leave_place() {
  {
    const std::lock_guard lock(mutex_);
    --lent_;
  }
  returned_.notify_one();
}

}  // namespace retainwise::store
