#pragma once
/// The words of rule 9: what stands before and after a table without being a row of it.
#include <cstddef>
#include <string_view>

#include "engine/csv/header.h"

namespace retainwise::csv {

/// True for a line of blanks and delimiters only.
bool is_blank(std::string_view bytes, char delimiter);

/// Cells that hold something.
std::size_t filled(const Row& row);
/// The first of them, trimmed; empty where there is none.
std::string_view first_filled(const Row& row);

/// "Total", "Summe:", "Grand total" …
bool is_total_word(std::string_view cell);

/// "(120 rows)", "End of report", "© 2023 …", "Source: …", "# note", "Exported on …"
bool is_remark(std::string_view cell);

}  // namespace retainwise::csv
