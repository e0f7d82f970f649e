#pragma once
/// Rule 7: a row with too many cells. Parts of a cell that held the delimiter are joined again, and
/// empty cells between two delimiters that stand there by mistake are left out.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/fitting.h"

namespace retainwise::csv {

struct Token {
  std::string text;
  bool quoted = false;  ///< stands in quotes: never a part of another cell
};

/// The reading of `tokens` as a row of the table that goes best with its columns; nullopt where
/// none goes or two go equally well. Work: width × extra cells².
std::optional<std::vector<std::string>> rejoined(const std::vector<Token>& tokens,
                                                 const RowShape& shape, char delimiter);

}  // namespace retainwise::csv
