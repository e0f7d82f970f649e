#pragma once
/// Which schema a database has, which one this program wants, and what else its server says of
/// itself.
#include <optional>
#include <string>

#include "service/store/store.h"

namespace retainwise::store {

/// The newest one that this program knows.
int newest_schema();
/// The one that the database has; 0 for a database without any table of ours.
Result<int> found_schema(Session& session);
/// kConflict "schema_newer" where the database is ahead of this program.
Result<void> refuse_newer_schema(int found);

struct DatabaseFacts {
  std::string version = {};         ///< of the server or library: "15.6", "3.40.1"
  Time now = {};                    ///< by the database's clock
  std::optional<Time> newest = {};  ///< when the newest row was written; unset where there is none
};
/// Of a database that has tables.
Result<DatabaseFacts> database_facts(Session& session);

/// ok where the database finds itself whole; kBug with what it says otherwise. Reads all of it.
Result<void> check_integrity(Session& session);

}  // namespace retainwise::store
