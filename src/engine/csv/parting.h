#pragma once
/// Rule 7: a row whose delimiter is gone between two cells ("RI-8070$80.08", `Basic"A remark"`).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/fitting.h"
#include "engine/csv/reader.h"

namespace retainwise::csv {

/// The record with one delimiter put back where the row then goes best with the table's columns;
/// nullopt where there is no such place or two equally good ones. `cells`: the record as read.
std::optional<std::vector<std::string>> parted(std::string_view record,
                                               const std::vector<std::string>& cells,
                                               const Dialect& dialect, const RowShape& shape);

/// Only places beside a quote: for records that have the table's width and are torn all the same.
std::optional<std::vector<std::string>> parted_beside_quote(std::string_view record,
                                                            const Dialect& dialect,
                                                            const RowShape& shape);

/// True if a cell without quotes holds the start of a quoted one: `Basic"Calls twice`, `a month"`.
bool is_torn(std::string_view record, const Dialect& dialect);

}  // namespace retainwise::csv
