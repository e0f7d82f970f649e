#pragma once
/// One sheet's XML → its filled cells (ECMA-376 part 1, 18.3).
#include <cstdint>

#include "base/progress.h"
#include "base/result.h"
#include "engine/unpack/grid.h"
#include "engine/unpack/shared_strings.h"
#include "engine/unpack/styles.h"
#include "engine/unpack/xml.h"

namespace retainwise::unpack {

/// What the cells of all sheets of a workbook refer to.
struct CellContext {
  SharedStrings strings;
  Styles styles;
  Epoch epoch = Epoch::k1900;
};

/// Of formulas the value that was stored with them. Rows and cells that do not say where they stand
/// stand behind the one before; one that says it stands before another is kBadFile
/// "workbook_damaged". The sheet's own word about its size is not asked.
Result<Grid> read_worksheet(const ZipEntry& part, const CellContext& context, std::uint64_t most,
                            Allowance& allowance, const Progress& progress);

}  // namespace retainwise::unpack
