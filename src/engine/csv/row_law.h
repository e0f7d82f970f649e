#pragma once
/// Rule 4: no record of a file is ever lost or made up.
#include "base/result.h"
#include "engine/csv/reader.h"

namespace retainwise::csv {

/// kBug unless records = header + rows + skipped and every row has its own record, in order.
Result<void> check_row_law(const Reading& reading);

}  // namespace retainwise::csv
