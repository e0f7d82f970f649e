#pragma once
/// One connection to a PostgreSQL server. One thread at a time. For this room only.
#include <libpq-fe.h>
#include <soci/soci.h>

#include <memory>
#include <string>

#include "service/store/postgresql_address.h"
#include "service/store/session.h"
#include "service/store/store.h"

namespace retainwise::store {

/// How a transaction ended, and what may be done about it.
struct Ending {
  enum class Then {
    kDone,   ///< `result` is how it is
    kAgain,  ///< nothing was changed; over another connection, or a moment later, it may go well
    kAsk,    ///< the connection broke during the commit: `id` tells whether it took place
  };
  Result<void> result = {};
  Then then = Then::kDone;
  std::string id = {};  ///< the transaction's, for commit_status()
};

class PostgresqlConnection {
 public:
  /// kBadRequest "bad_database" where a server answers and refuses, or is too old; kUnavailable
  /// where none answers.
  static Result<std::unique_ptr<PostgresqlConnection>> open(const PostgresqlAddress& address);

  /// `work` inside one transaction; `session` tells afterwards what it did.
  Ending transaction(Session& session, const Store::Work& work);
  /// "committed", "aborted", "in progress", or "" where the server has forgotten.
  Result<std::string> commit_status(const std::string& id);
  /// Statements without values; the first column of the first row, "" where there is none.
  Result<std::string> ask(const std::string& sql);

  /// False once the server hung up, or inside a transaction. Does not wait.
  bool alive();
  soci::session& sql() { return sql_; }
  int socket() const;

 private:
  static Result<std::unique_ptr<PostgresqlConnection>> try_to_open(
      const PostgresqlAddress& address);
  explicit PostgresqlConnection(const PostgresqlAddress& address);
  Result<void> prepare(const PostgresqlAddress& address);
  Result<void> run(const char* sql);
  Ending commit(Access access);
  Ending failed(Error error);
  PGconn* handle() const;

  mutable soci::session sql_;
};

}  // namespace retainwise::store
