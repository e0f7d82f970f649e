#include "service/store/postgresql_connection.h"

#include <poll.h>
#include <soci/postgresql/soci-postgresql.h>

#include <algorithm>

#include "base/text.h"

namespace retainwise::store {
namespace {

constexpr int kOldestServer = 150'000;  // PostgreSQL 15

/// The server gives up before the watchdog does; a process that stopped in the middle of a
/// transaction does not keep its locks.
constexpr const char* kLimits =
    "set statement_timeout = 10000; set lock_timeout = 8000; "
    "set idle_in_transaction_session_timeout = 15000";

constexpr const char* kBeginRead = "begin isolation level repeatable read, read only";
constexpr const char* kBeginWrite = "begin isolation level read committed, read write";

constexpr std::string_view kRefused = "bad_database";

/// What libpq says, on one line.
std::string words_of(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return shortened(trim(text), 300);
}

/// A server that answers and refuses will do so again.
Error not_connected(const PostgresqlAddress& address, const std::string& message) {
  if (PQping(address.connection.c_str()) != PQPING_OK)
    return unavailable("The database does not answer.", message);
  return bad_request(std::string(kRefused),
                     "The database at " + address.shown + " refuses: " + words_of(message),
                     "Check user, password and database name in DATABASE_URL.");
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(const PostgresqlAddress& address)
    : sql_(soci::postgresql, address.connection) {}

Result<std::unique_ptr<PostgresqlConnection>> PostgresqlConnection::open(
    const PostgresqlAddress& address) {
  auto opened = try_to_open(address);
  // It may have refused because it was starting up, and be up by the time it was asked.
  if (!opened.ok() && opened.error().code == kRefused) opened = try_to_open(address);
  return opened;
}

Result<std::unique_ptr<PostgresqlConnection>> PostgresqlConnection::try_to_open(
    const PostgresqlAddress& address) {
  try {
    std::unique_ptr<PostgresqlConnection> connection(new PostgresqlConnection(address));
    RW_CHECK_OK(connection->prepare(address));
    return connection;
  } catch (const soci::soci_error& error) {
    return not_connected(address, error.what());
  }
}

Result<void> PostgresqlConnection::prepare(const PostgresqlAddress& address) {
  const int version = PQserverVersion(handle());
  if (version < kOldestServer)
    return bad_request("bad_database", "The server at " + address.shown + " is PostgreSQL " +
                                           std::to_string(version / 10'000) +
                                           "; 15 or newer is needed.");
  // Notices ("relation already exists, skipping") are no news.
  PQsetNoticeProcessor(
      handle(), [](void*, const char*) {}, nullptr);
  return run(kLimits);
}

PGconn* PostgresqlConnection::handle() const {
  return static_cast<soci::postgresql_session_backend*>(sql_.get_backend())->conn_;
}

int PostgresqlConnection::socket() const {
  return PQsocket(handle());
}

bool PostgresqlConnection::alive() {
  pollfd waiting{socket(), POLLIN, 0};
  while (PQstatus(handle()) == CONNECTION_OK && ::poll(&waiting, 1, 0) > 0) {
    if (PQconsumeInput(handle()) == 0) return false;
  }
  return PQstatus(handle()) == CONNECTION_OK && PQtransactionStatus(handle()) == PQTRANS_IDLE;
}

Result<std::string> PostgresqlConnection::ask(const std::string& sql) {
  const std::unique_ptr<PGresult, decltype(&PQclear)> answer(PQexec(handle(), sql.c_str()),
                                                             PQclear);
  const ExecStatusType status = PQresultStatus(answer.get());
  if (status == PGRES_COMMAND_OK) return std::string();
  if (status == PGRES_TUPLES_OK)
    return std::string(PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "");
  const char* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
  return postgresql_error(state == nullptr ? "" : state, PQerrorMessage(handle()));
}

Result<void> PostgresqlConnection::run(const char* sql) {
  RW_CHECK_OK(ask(sql));
  return {};
}

Ending PostgresqlConnection::transaction(Session& session, const Store::Work& work) {
  if (auto begun = run(session.access() == Access::kRead ? kBeginRead : kBeginWrite); !begun.ok())
    return failed(begun.error());
  Result<void> result = work(session);
  if (session.failure()) {
    Ending ending = failed(*session.failure());
    // Where nothing is tried again, what the work made of it says more.
    if (ending.then == Ending::Then::kDone && !result.ok()) ending.result = result;
    return ending;
  }
  if (!result.ok()) {
    // Not rolled back, it is closed, and the server does it.
    static_cast<void>(run("rollback"));
    return {result, Ending::Then::kDone, ""};
  }
  return commit(session.access());
}

Ending PostgresqlConnection::commit(Access access) {
  Result<std::string> id = std::string();
  if (access == Access::kWrite)
    id = ask("select coalesce(cast(pg_current_xact_id_if_assigned() as text), '')");
  if (!id.ok()) return failed(id.error());
  auto done = run("commit");
  if (done.ok()) return {};
  const bool cut = done.error().kind == ErrorKind::kUnavailable && !id->empty();
  if (cut && done.error().code != kContended) return {done, Ending::Then::kAsk, *id};
  return failed(done.error());
}

Ending PostgresqlConnection::failed(Error error) {
  static_cast<void>(run("rollback"));
  const bool again = error.code == kContended || !alive();
  return {std::move(error), again ? Ending::Then::kAgain : Ending::Then::kDone, ""};
}

Result<std::string> PostgresqlConnection::commit_status(const std::string& id) {
  return ask("select coalesce(pg_xact_status('" + id + "'), '')");
}

}  // namespace retainwise::store
