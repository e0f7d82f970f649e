#pragma once
/// Rule 3: which delimiter, quote and escape a text uses.
#include <string_view>

#include "engine/csv/notes.h"
#include "engine/csv/reader.h"

namespace retainwise::csv {

struct DialectFinding {
  Dialect dialect;
  std::size_t width = 1;  ///< the most common number of fields
  std::size_t skip = 0;   ///< bytes of a leading "sep=" line, its line end included
};

/// Looks at the head and at 16 places further on; never at all of a long text.
DialectFinding find_dialect(std::string_view text, const ReadOptions& options);

}  // namespace retainwise::csv
