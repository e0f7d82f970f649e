#pragma once
/// Where a PostgreSQL database is, and how its connections behave. For this room only.
#include <string>

#include "base/result.h"

namespace retainwise::store {

struct PostgresqlAddress {
  std::string connection;  ///< for libpq; may hold the password
  std::string shown;       ///< "host:port/database", for messages

  /// kBadRequest "bad_database"; what it says holds no part of `url`.
  static Result<PostgresqlAddress> parse(const std::string& url);
};

}  // namespace retainwise::store
