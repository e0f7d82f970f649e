#pragma once
/// Brings a PostgreSQL database to a schema. For this room only.
#include <span>

#include "service/store/migrations/migrations.h"
#include "service/store/postgresql_connection.h"

namespace retainwise::store {

/// Each step whole or absent, and one process at a time: others wait for it, `wait_ms` at most, and
/// find it done. kConflict "schema_newer"; then nothing was touched.
Result<void> migrate_postgresql(PostgresqlConnection& connection, std::span<const Migration> known,
                                int wait_ms);

}  // namespace retainwise::store
