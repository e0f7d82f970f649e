#pragma once
/// Columns that name a customer instead of describing one.
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/roles/roles.h"
#include "engine/table/table.h"

namespace retainwise::roles {

/// The receipt; nullopt where the column is no identifier.
std::optional<std::string> identifier_evidence(const table::Column& column);

/// Of the columns with the role kIdentifier the one that names the customer: by its name, else the
/// first whose values nearly all differ.
std::optional<std::size_t> customer_id(const table::Table& table,
                                       const std::vector<ColumnRole>& columns);

}  // namespace retainwise::roles
