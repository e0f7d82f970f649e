#pragma once
/// Rows that say again what an earlier row said.
#include <cstddef>
#include <vector>

#include "engine/roles/roles.h"
#include "engine/table/table.h"

namespace retainwise::roles {

/// Rows equal to an earlier one in every column that is no identifier; 0 where there is no such
/// column.
std::size_t count_duplicate_rows(const table::Table& table, const std::vector<ColumnRole>& columns);
/// Rows whose cell in this column an earlier row has; missing cells repeat nothing.
std::size_t count_repeated_cells(const table::Column& column);

}  // namespace retainwise::roles
