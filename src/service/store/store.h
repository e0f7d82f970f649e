#pragma once
/// Rows, in transactions. The only room with SQL: callers see the functions of users.h, uploads.h,
/// predictions.h, changes.h …, which take a Session and never commit by themselves.
///
/// Safe to call from any thread; calls block (run them off the I/O threads). All times are by the
/// database's clock.
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace retainwise::store {

class Session;  ///< one connection inside one transaction; session.h, for this room's files only

/// Something about a tenant's predictions that its readers should hear of.
struct Change {
  std::int64_t number = 0;  ///< grows; the SSE event id
  TenantId tenant;
  PredictionId prediction;
  std::string kind = {};  ///< "prediction" or "deleted"
};

class Store {
 public:
  using Work = std::function<Result<void>(Session&)>;
  virtual ~Store() = default;

  /// One transaction: commits when `work` returns ok, rolls back otherwise; kUnavailable where the
  /// database does not answer, kStorageFull where it has no room. With the code "commit_unknown"
  /// the connection broke during the commit and nobody could say in time whether it took place;
  /// else nothing was changed. `work` may run again (after a serialisation failure, over a new
  /// connection, once the ballast made room), so it only touches the session and its own result. It
  /// must not call the store itself.
  virtual Result<void> write(const Work& work) = 0;
  /// A read-only snapshot.
  virtual Result<void> read(const Work& work) = 0;
  /// Calls `listener` (on any thread, briefly) after each commit that made changes, until the
  /// returned handle dies (a call under way ends first). `listener` must not call the store.
  virtual std::shared_ptr<void> on_change(std::function<void()> listener) = 0;
  /// ok when the database answers and its schema is this program's.
  virtual Result<void> check() = 0;
  /// "sqlite" or "postgresql".
  virtual std::string_view kind() const = 0;
};

struct SqliteOptions {
  std::string file;               ///< created (0600) where absent
  std::string ballast_file = {};  ///< dropped to write the last states when the disk is full
  std::size_t ballast_bytes = 8U << 20U;
  int readers = 2;
  /// Called once, from a failed write, when an fsync failed (kBug "fsync_failed"): nobody knows
  /// what the disk holds then, so the process must end soon. Every later write fails alike.
  std::function<void(const Error&)> on_fatal = {};
};

/// Takes the lock on the file (kConflict "database_in_use" with the other process's id where
/// another process holds it), migrates (a copy is made first), checks.
Result<std::unique_ptr<Store>> open_sqlite(const SqliteOptions& options);

struct PostgresqlOptions {
  std::string url;                     ///< postgresql://user:password@host:port/database?…
  std::size_t sessions = 10;           ///< at most so many at once, and one more that listens
  std::string owner = {};              ///< this process's name in leases; others see that it lives
  int start_wait_ms = 60'000;          ///< for a database that is not up yet, or is being migrated
  int transaction_limit_ms = 15'000;   ///< a server that falls silent for longer is given up
  int unknown_commit_wait_ms = 5'000;  ///< for the answer whether a cut-off commit took place
};

/// Any number of processes may have the same database. One migrates while others wait; what another
/// process commits is heard through on_change too. kBadRequest "bad_database" where the server
/// refuses or cannot serve, kConflict "schema_newer", kUnavailable where it did not answer in time.
Result<std::unique_ptr<Store>> open_postgresql(const PostgresqlOptions& options);

/// kBadRequest where the address cannot be read; what it says never holds a part of the address.
Result<void> check_postgresql_url(const std::string& url);

}  // namespace retainwise::store
