#pragma once
/// Rule 7: rows with more or fewer cells than the table has columns stay; a row is changed only
/// where exactly one reading of it makes sense, and every such row is named.
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "engine/csv/notes.h"
#include "engine/csv/source.h"

namespace retainwise::csv {

/// Writes mended cells into `source.mended`. `width`: the table's columns.
Result<void> mend_ragged(Reading::Source& source, std::size_t width, Notes& notes,
                         Progress& progress);

}  // namespace retainwise::csv
