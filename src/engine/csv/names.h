#pragma once
/// Header cells → column names: cleaned, never empty, never the same twice.
#include <string>
#include <string_view>
#include <vector>

namespace retainwise::csv {

/// Line ends and blanks of all kinds → one space, zero-width characters away, ends trimmed, at most
/// 1 kB.
std::string cleaned_name(std::string_view cell);

/// One name for each of `width` columns: "City", "City_2", "column_7" where there is none.
std::vector<std::string> unique_names(const std::vector<std::string>& header, std::size_t width);

}  // namespace retainwise::csv
