#pragma once
/// All rows of a database in a form that every database of ours takes, for backups. Columns are
/// those that the database itself names, so that the same functions serve every schema.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "service/store/store.h"

namespace retainwise::store {

/// The tables that a backup holds, each after those that its rows name. Left out are sign-in links
/// and sessions (a copy lets nobody in), the outbox of deletions (what it names is not copied) and
/// the database's name (a copy is another database).
std::span<const std::string_view> backed_tables();

/// In the order of the table's making.
Result<std::vector<std::string>> column_names(Session& session, std::string_view table);

/// At most `limit` rows behind the first `offset` in the order of their keys, each a JSON array as
/// column_names(): integers, numbers, texts, nulls. `table` is one of backed_tables(). In one
/// snapshot the pages meet without gap.
Result<std::vector<Json>> rows_of(Session& session, std::string_view table, std::int64_t offset,
                                  int limit);

/// Puts rows in. kBadFile "backup_damaged" where one does not fit `columns`, the table does not
/// have one of these, or what it names is missing.
Result<void> add_rows(Session& session, std::string_view table,
                      const std::vector<std::string>& columns, std::span<const Json> rows);

/// The last number that the table gave to a row; 0 where it gives none. Numbers are never given
/// twice, not even after the row is gone, so a copy goes on behind it.
Result<std::int64_t> last_number(Session& session, std::string_view table);
Result<void> go_on_after(Session& session, std::string_view table, std::int64_t number);

/// True where none of backed_tables() has a row, or they are not made yet.
Result<bool> has_no_rows(Session& session);
/// Of rows that came from a backup: whoever held a prediction does not any more, and no call for
/// one was ever sent here. PROCESSING → QUEUED; says how many.
Result<std::int64_t> release_predictions(Session& session);

}  // namespace retainwise::store
