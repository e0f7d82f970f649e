#pragma once
/// One open connection to the SQLite file. For this room only.
///
/// Debian 12's SQLite 3.40.1 can corrupt a WAL database that two connections write or checkpoint at
/// once (fixed in 3.51.3). So one connection writes and checkpoints; every other one is query_only
/// and never checkpoints, not even when it is the last to close. One thread at a time.
#include <soci/soci.h>

#include <memory>
#include <string>

#include "service/store/session.h"
#include "service/store/store.h"

namespace retainwise::store {

class SqliteConnection {
 public:
  static Result<std::unique_ptr<SqliteConnection>> open(const std::string& file, Access access);

  /// `work` inside one transaction; `session` tells afterwards what it did.
  Result<void> transaction(Session& session, const Store::Work& work);
  /// Moves the WAL into the database file once it is long; only for the connection that writes.
  Result<void> checkpoint_when_long();
  /// Closing will not touch the disk any more: after a failed fsync a checkpoint would try again.
  void abandon();
  /// A consistent copy of the whole database in the new file `copy`.
  Result<void> copy_to(const std::string& copy);

  soci::session& sql() { return sql_; }
  Access access() const { return access_; }

 private:
  SqliteConnection(const std::string& file, Access access);
  Result<void> prepare();
  Result<void> run(const char* sql);

  soci::session sql_;
  Access access_;
  int wal_pages_ = 0;
};

}  // namespace retainwise::store
