#pragma once
/// Ways to open a database other than to serve from it (store.h): to look at it beside the process
/// that has it, and to fill an empty one from a backup of an older schema.
#include <memory>
#include <string>

#include "service/store/store.h"

namespace retainwise::store {

/// Rows to read, whatever their schema is: nothing is locked, made or migrated, and write() is
/// refused (kBug). A server may run on the file meanwhile: this is one more connection that never
/// writes and never checkpoints. kNotFound where there is no such file.
Result<std::unique_ptr<Store>> look_at_sqlite(const std::string& file);
/// The same in a PostgreSQL database; errors as open_postgresql's.
Result<std::unique_ptr<Store>> look_at_postgresql(const PostgresqlOptions& options);

/// As open_sqlite and open_postgresql, but the schema is brought to `schema` and no further. It is
/// 1 to newest_schema(); kConflict "schema_newer" where the database is ahead of it.
Result<std::unique_ptr<Store>> open_sqlite_at(const SqliteOptions& options, int schema);
Result<std::unique_ptr<Store>> open_postgresql_at(const PostgresqlOptions& options, int schema);

}  // namespace retainwise::store
