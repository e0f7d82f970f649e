#pragma once
/// What a ZIP archive is that is no workbook.
#include <string_view>

#include "base/error.h"

namespace retainwise::unpack {

/// `names`: text that holds the names of its parts, or the archive's first bytes. Code
/// "unsupported_container".
Error other_archive(std::string_view names);
/// True if the names leave no doubt that it is something else.
bool is_other_archive(std::string_view names);

}  // namespace retainwise::unpack
