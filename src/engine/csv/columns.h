#pragma once
/// The rows of a source → typed columns.
#include <cstdint>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "engine/csv/notes.h"
#include "engine/csv/source.h"
#include "engine/table/table.h"

namespace retainwise::csv {

/// `names`: one a column. kCancelled.
Result<table::Table> typed_table(const Reading::Source& source,
                                 const std::vector<std::string>& names, const ReadOptions& options,
                                 Notes& notes, Progress& progress);

}  // namespace retainwise::csv
