#pragma once
/// Rule 14: which words mean "nothing here".
#include <string_view>

namespace retainwise::csv {

/// In every column: "", NA, N/A, #N/A, NULL, and a spreadsheet's errors (#DIV/0!, #REF! …). `cell`
/// is trimmed.
bool is_missing(std::string_view cell);
/// In number, boolean and date columns also: null, None, NaN, nil, -, --, ., ?, (blank),
/// 0000-00-00.
bool is_missing_value(std::string_view cell);

}  // namespace retainwise::csv
