#pragma once
/// Workbooks (XLSX: ECMA-376, transitional and strict, as the common programs write them) → the
/// text of one sheet. Names inside the archive are keys; nothing outside of it is ever looked at.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/unpack/sheet_text.h"

namespace retainwise::unpack {

struct WorkbookSheet {
  std::string name;                 ///< of the sheet that was read
  std::vector<std::string> sheets;  ///< all worksheets, in the workbook's order
  SheetText content;
  std::int64_t formulas_without_value = 0;
};

/// `wanted`: a sheet's name; without it the first sheet with a table of three columns or more, else
/// of two, else of one, hidden sheets last. kBadFile "workbook_damaged", "workbook_encrypted",
/// "unsupported_container" (an archive that is no such workbook), "unpacked_too_large"; kBadRequest
/// "no_such_sheet"; kCancelled.
Result<WorkbookSheet> read_workbook(ByteSpan bytes, const std::optional<std::string>& wanted,
                                    std::uint64_t most, const Progress& progress);

}  // namespace retainwise::unpack
