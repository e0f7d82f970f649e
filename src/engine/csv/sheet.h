#pragma once
/// Rule 18: a sheet of a workbook → the records of a source. What a CSV leaves open is known here:
/// where cells end, which sign is the decimal one, and that nothing was damaged on the way.
#include "base/bytes.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/csv/notes.h"
#include "engine/csv/source.h"

namespace retainwise::csv {

/// Fills `source` with text, records and dialect, and says which sheet it was. kBadFile,
/// kBadRequest "no_such_sheet", kCancelled.
Result<Container> open_sheet(ByteSpan workbook, const ReadOptions& options, Reading::Source& source,
                             Notes& notes, const Progress& progress);

}  // namespace retainwise::csv
