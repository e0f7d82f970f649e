#pragma once
/// A quote can damage one row: what a record is whose quotes do not add up.
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/cells.h"
#include "engine/csv/notes.h"
#include "engine/csv/source.h"

namespace retainwise::csv {

/// How a damaged record was read.
struct Mending {
  std::size_t end = 0, next = 0;
  std::uint32_t lines = 1;
  std::uint32_t fields = 0;
  std::string code;                ///< what to tell; empty: nothing was wrong
  std::vector<std::string> cells;  ///< where the walk's own reading was not taken
};

/// `walk` is the plain reading of the record at `at` in a file whose records have `width` fields
/// (0: not known yet). Looks at nothing behind the walk's own bytes and one further line.
Mending mend_quotes(std::string_view text, std::size_t at, const Walk& walk, const Dialect& dialect,
                    std::size_t width);

/// True if nine cells of ten in the first records stand in quotes.
bool quotes_nearly_all(const Reading::Source& source);

/// Where nearly every cell of the file or of the column stands in quotes, `open"` has lost its
/// opening quote: the closing one goes, and the row is named. Other columns are left alone.
void mend_lone_closers(Reading::Source& source, Notes& notes);

}  // namespace retainwise::csv
