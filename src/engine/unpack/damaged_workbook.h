#pragma once
/// The one refusal of workbooks whose bytes do not hold what they say.
#include <string>
#include <string_view>

#include "base/error.h"

namespace retainwise::unpack {

/// Code "workbook_damaged"; `where` ends the sentence "This workbook is damaged: …".
inline Error damaged_workbook(std::string_view where) {
  return bad_file("workbook_damaged", "This workbook is damaged: " + std::string(where) + ".",
                  "Open it in your spreadsheet program, save it again, and upload that file; or "
                  "save the sheet as CSV (UTF-8).");
}

}  // namespace retainwise::unpack
