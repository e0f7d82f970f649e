#include "service/store/sqlite_connection.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <chrono>

namespace retainwise::store {
namespace {

namespace native = sqlite_api;

constexpr int kLongWalPages = 1'000;  // 4 MB, SQLite's own default
constexpr int kBusyTimeoutMs = 5'000;

native::sqlite3* handle(soci::session& sql) {
  return static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
}

void now_ms(native::sqlite3_context* context, int, native::sqlite3_value**) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  native::sqlite3_result_int64(context,
                               std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

int count_wal_pages(void* pages, native::sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

/// A value of SOCI's connection string.
std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& file, Access access)
    : sql_(soci::sqlite3, "dbname=" + quoted(file)), access_(access) {}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& file,
                                                                 Access access) {
  try {
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(file, access));
    RW_CHECK_OK(connection->prepare());
    return connection;
  } catch (const soci::soci_error& error) {
    return sqlite_dialect().error_of(error);
  }
}

Result<void> SqliteConnection::run(const char* sql) {
  const int code = native::sqlite3_exec(handle(sql_), sql, nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  const soci::sqlite3_soci_error error(native::sqlite3_errmsg(handle(sql_)), code);
  return sqlite_dialect().error_of(error);
}

Result<void> SqliteConnection::prepare() {
  native::sqlite3* connection = handle(sql_);
  native::sqlite3_extended_result_codes(connection, 1);
  native::sqlite3_busy_timeout(connection, kBusyTimeoutMs);
  native::sqlite3_create_function(connection, "now_ms", 0, SQLITE_UTF8, nullptr, now_ms, nullptr,
                                  nullptr);
  // Untrusted schema: a planted trigger or view must not call functions with effects.
  RW_CHECK_OK(
      run("pragma trusted_schema = off; pragma foreign_keys = on; "
          "pragma wal_autocheckpoint = 0; pragma cell_size_check = on"));
  if (access_ == Access::kWrite) {
    native::sqlite3_wal_hook(connection, count_wal_pages, &wal_pages_);
    return run("pragma journal_mode = wal; pragma synchronous = full");
  }
  abandon();
  return run("pragma query_only = on");
}

void SqliteConnection::abandon() {
  native::sqlite3_db_config(handle(sql_), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Result<void> SqliteConnection::transaction(Session& session, const Store::Work& work) {
  RW_CHECK_OK(run(access_ == Access::kWrite ? "begin immediate" : "begin"));
  Result<void> result = work(session);
  if (result.ok() && session.failure()) result = *session.failure();
  if (result.ok()) result = run("commit");
  // SQLite has already rolled back by itself after a full disk, for one.
  if (!result.ok() && native::sqlite3_get_autocommit(handle(sql_)) == 0) {
    const Result<void> undone = run("rollback");
    if (!undone.ok()) return undone.error();
  }
  return result;
}

Result<void> SqliteConnection::checkpoint_when_long() {
  if (wal_pages_ < kLongWalPages) return {};
  wal_pages_ = 0;
  const int code = native::sqlite3_wal_checkpoint_v2(handle(sql_), nullptr,
                                                     SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code == SQLITE_OK || (code & 0xFF) == SQLITE_BUSY) return {};
  const soci::sqlite3_soci_error error(native::sqlite3_errmsg(handle(sql_)), code);
  return sqlite_dialect().error_of(error);
}

Result<void> SqliteConnection::copy_to(const std::string& copy) {
  Session session(sql_, sqlite_dialect(), access_);
  RW_CHECK_OK(Statement(session, "vacuum into :copy").with("copy", copy).run());
  return {};
}

}  // namespace retainwise::store
