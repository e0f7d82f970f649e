#pragma once
/// How much a cell looks like one value rather than like several that were not parted.
#include <string_view>

namespace retainwise::csv {

/// 0 … 1: 1 for a number, date, word or short text without delimiters in it.
double plausibility(std::string_view cell, bool quoted);

/// True for what stands inside a cell: letters, digits, bytes beyond ASCII, blanks, '.', '-' …
bool plausible_inside(char c);

}  // namespace retainwise::csv
