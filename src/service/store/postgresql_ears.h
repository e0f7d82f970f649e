#pragma once
/// Hears of what other processes commit, and tells them of what this one does: LISTEN and NOTIFY on
/// a connection and a thread of their own. A call may be lost with its connection, so after a new
/// one is made everybody looks; who must not miss anything polls besides. For this room only.
///
/// As long as it is there, the connection also says that this process lives (owners.h).
///
/// NOTIFY inside the transactions would make their commits wait for one another (the server takes
/// one lock for all), so it is sent after them, and many at once become one.
#include <libpq-fe.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "service/store/postgresql_address.h"

namespace retainwise::store {

class PostgresqlEars {
 public:
  /// `heard` is called on the thread of the ears.
  PostgresqlEars(PostgresqlAddress address, std::string owner, std::function<void()> heard);
  ~PostgresqlEars();

  /// Something was committed here. Any thread; does not wait.
  void tell();

 private:
  using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

  void run();
  bool connect();
  bool say_who_lives();
  void wait(std::chrono::milliseconds most);
  bool send();
  bool receive();
  void wake() const;

  // set once
  const PostgresqlAddress address_;
  const std::string owner_;
  const std::function<void()> heard_;
  const int wake_;  ///< eventfd
  // any thread
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> to_tell_ = false;
  // thread of the ears only
  Connection connection_{nullptr, PQfinish};
  bool answer_due_ = false;
  std::chrono::steady_clock::time_point answer_until_;

  std::thread thread_;  // last: it uses the others
};

}  // namespace retainwise::store
