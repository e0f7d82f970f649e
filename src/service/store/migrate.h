#pragma once
/// Brings a database's schema to this program's. For this room only.
#include <functional>
#include <span>

#include "service/store/migrations/migrations.h"
#include "service/store/store.h"

namespace retainwise::store {

/// The newest migration that the database holds, 0 for an empty one.
Result<int> schema_version(Session& session);
/// kConflict "schema_newer" where the database is ahead of this program.
Result<void> refuse_newer(int version, std::span<const Migration> known);
/// The same, asked of an open store; ok says too that it answers.
Result<void> check_schema(Store& store);
/// Runs one step with its row in schema_migrations; nothing where that row is there already.
Result<void> run_migration(Session& session, const Migration& migration);

}  // namespace retainwise::store
