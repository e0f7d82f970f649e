#pragma once
/// Lends connections, and finds out when the server is gone. Safe to call from any thread. For this
/// room only.
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "service/store/postgresql_connection.h"
#include "service/store/watchdog.h"

namespace retainwise::store {

class PostgresqlPool {
 public:
  /// At most `most` at once; nobody keeps one longer than `limit`.
  PostgresqlPool(PostgresqlAddress address, std::size_t most, std::chrono::milliseconds limit)
      : address_(std::move(address)), most_(most), watchdog_(limit) {}

  /// A connection, given back at its end.
  class Lent {
   public:
    Lent(PostgresqlPool& pool, std::unique_ptr<PostgresqlConnection> connection);
    Lent(Lent&&) noexcept = default;
    Lent& operator=(Lent&&) = delete;
    ~Lent();
    PostgresqlConnection* operator->() const { return connection_.get(); }

   private:
    PostgresqlPool& pool_;
    std::unique_ptr<PostgresqlConnection> connection_;
    std::unique_ptr<Watchdog::Watch> watch_;  // ends before the connection
  };
  /// kUnavailable where the server does not answer or all stay lent for too long.
  Result<Lent> take();

 private:
  Result<std::unique_ptr<PostgresqlConnection>> find();
  Result<std::unique_ptr<PostgresqlConnection>> connect();
  Result<void> wait_for_place(std::unique_lock<std::mutex>& lock);
  void give_back(std::unique_ptr<PostgresqlConnection> connection);
  void leave_place();

  // set once
  const PostgresqlAddress address_;
  const std::size_t most_;
  Watchdog watchdog_;

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<PostgresqlConnection>> free_;  // under mutex_
  std::size_t lent_ = 0;                                     // under mutex_
  std::optional<Error> down_;                                // under mutex_
  std::chrono::steady_clock::time_point down_until_;         // under mutex_
};

}  // namespace retainwise::store
