#include "service/store/postgresql_ears.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace retainwise::store {
namespace {

constexpr auto kReconnectPause = std::chrono::milliseconds(500);
constexpr auto kSlumber = std::chrono::milliseconds(5'000);
/// A server that does not answer a NOTIFY for so long is gone.
constexpr auto kAnswerLimit = std::chrono::seconds(10);

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

}  // namespace

PostgresqlEars::PostgresqlEars(PostgresqlAddress address, std::string owner,
                               std::function<void()> heard)
    : address_(std::move(address)),
      owner_(std::move(owner)),
      heard_(std::move(heard)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      thread_([this] { run(); }) {}

PostgresqlEars::~PostgresqlEars() {
  stopping_ = true;
  wake();
  thread_.join();
  ::close(wake_);
}

void PostgresqlEars::tell() {
  to_tell_ = true;
  wake();
}

void PostgresqlEars::wake() const {
  // Full means that it is awake already.
  static_cast<void>(::eventfd_write(wake_, 1));
}

void PostgresqlEars::run() {
  while (!stopping_) {
    if (!connection_) {
      if (!connect()) {
        wait(kReconnectPause);
        continue;
      }
      to_tell_ = true;  // what was to be told meanwhile
      heard_();
    }
    if (!send() || !receive()) {
      connection_.reset();
      continue;
    }
    wait(kSlumber);
  }
}

bool PostgresqlEars::connect() {
  connection_.reset(PQconnectdb(address_.connection.c_str()));
  const Answer answer(PQexec(connection_.get(), "listen retainwise_changes"), PQclear);
  answer_due_ = false;
  if (PQresultStatus(answer.get()) == PGRES_COMMAND_OK && say_who_lives()) return true;
  connection_.reset();
  return false;
}

bool PostgresqlEars::say_who_lives() {
  if (owner_.empty()) return true;
  const char* value = owner_.c_str();
  const Answer answer(
      PQexecParams(connection_.get(), "select pg_advisory_lock_shared(hashtextextended($1, 1))", 1,
                   nullptr, &value, nullptr, nullptr, 0),
      PQclear);
  return PQresultStatus(answer.get()) == PGRES_TUPLES_OK;
}

void PostgresqlEars::wait(std::chrono::milliseconds most) {
  std::array<pollfd, 2> both{{{wake_, POLLIN, 0}, {-1, POLLIN, 0}}};
  if (connection_) both[1].fd = PQsocket(connection_.get());
  ::poll(both.data(), both.size(), static_cast<int>(most.count()));
  eventfd_t count = 0;
  static_cast<void>(::eventfd_read(wake_, &count));  // empty: it was the time or the server
}

/// One NOTIFY at a time, so that a server that falls silent never blocks the sending.
bool PostgresqlEars::send() {
  const auto now = std::chrono::steady_clock::now();
  if (answer_due_) return now < answer_until_;
  if (!to_tell_.exchange(false)) return true;
  answer_due_ = true;
  answer_until_ = now + kAnswerLimit;
  return PQsendQuery(connection_.get(), "notify retainwise_changes") == 1;
}

bool PostgresqlEars::receive() {
  PGconn* connection = connection_.get();
  if (PQconsumeInput(connection) == 0) return false;
  while (answer_due_ && PQisBusy(connection) == 0) {
    const Answer answer(PQgetResult(connection), PQclear);
    if (!answer) answer_due_ = false;
  }
  bool from_others = false;
  while (PGnotify* call = PQnotifies(connection)) {
    from_others = from_others || call->be_pid != PQbackendPID(connection);
    PQfreemem(call);
  }
  if (from_others) heard_();
  // What was asked for while an answer was due.
  if (!answer_due_ && to_tell_) wake();
  return PQstatus(connection) == CONNECTION_OK;
}

}  // namespace retainwise::store
