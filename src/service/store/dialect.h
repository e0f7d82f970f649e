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
};

const Dialect& sqlite_dialect();

}  // namespace retainwise::store
