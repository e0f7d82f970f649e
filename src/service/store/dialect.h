#pragma once
/// Where two databases differ. The room's SQL is one text (PostgreSQL's, with `now_ms()` for the
/// database's clock in milliseconds); a dialect turns it into what its database understands.
#include <soci/soci.h>

#include <string>
#include <string_view>

#include "base/error.h"

namespace retainwise::store {

class Dialect {
 public:
  virtual ~Dialect() = default;
  virtual std::string translate(std::string_view sql) const = 0;
  /// What the caller should do about a failed statement. kStorageFull: no room. kUnavailable: try
  /// again. kConflict "constraint": a row in the way, or one that is missing. kBug "fsync_failed":
  /// nobody knows what is on the disk, the process must end.
  virtual Error error_of(const soci::soci_error& error) const = 0;
  /// A statement that makes whoever writes to the log of `:tenant` wait for those who do so
  /// already, so that its numbers become visible in their order; "" where one connection writes
  /// anyway.
  virtual std::string_view queue_up_for_log() const = 0;
  /// A query: 1 where the process that is called `:owner` has no connection any more; "" where
  /// there is only one process.
  virtual std::string_view owner_is_gone() const = 0;

  // What the database knows of itself. Queries, `:table` is a table's name.
  virtual std::string_view has_table() const = 0;         ///< 1 where there is one, else 0
  virtual std::string_view columns_of_table() const = 0;  ///< names and types, in order
  virtual std::string_view last_number() const = 0;       ///< that a table gave to a row; or 0
  /// A statement before go_on_after(); "" where none is needed.
  virtual std::string_view begin_numbers() const = 0;
  /// The next row of the table gets the number behind `:number`.
  virtual std::string_view go_on_after() const = 0;
  virtual std::string_view server_version() const = 0;
  /// "ok", or what is wrong; "" where the server has no such query.
  virtual std::string_view integrity_check() const = 0;
};

/// kUnavailable where another transaction stood in the way: run this one again.
inline constexpr std::string_view kContended = "contended";

const Dialect& sqlite_dialect();
const Dialect& postgresql_dialect();
/// By the five letters of a failed statement's SQLSTATE; "" where the server sent none.
Error postgresql_error(std::string_view sqlstate, std::string detail);

}  // namespace retainwise::store
