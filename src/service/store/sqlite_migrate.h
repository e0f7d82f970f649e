#pragma once
/// Brings a SQLite file to a schema; a copy of an existing one is made first. For this room only.
#include <span>
#include <string>

#include "service/store/migrations/migrations.h"
#include "service/store/sqlite_connection.h"

namespace retainwise::store {

/// Each step whole or absent. The copy is `<file>.before-<first new version>`. kConflict
/// "schema_newer"; then nothing was touched.
Result<void> migrate_sqlite(SqliteConnection& writer, const std::string& file,
                            std::span<const Migration> known);

/// `work` in a transaction of its own, outside a Store.
Result<void> run_in_transaction(SqliteConnection& connection, const Store::Work& work);

}  // namespace retainwise::store
